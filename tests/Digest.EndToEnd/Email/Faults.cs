namespace Digest.EndToEnd.Email;

/// <summary>Asserts with all that is wrong, each with its element and value.</summary>
internal static class Faults
{
    public static void None(IEnumerable<string> faults)
    {
        var all = faults.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all.Take(40))}");
    }
}
