namespace Digest.EndToEnd;

/// <summary>The offline sample that the project comes with.</summary>
public sealed class Sample
{
    [Fact]
    public async Task Its_preview_is_the_same_bytes_each_time()
    {
        using var folder = new TempFolder();

        var first = await PreviewAsync(folder.File("first.html"));
        var second = await PreviewAsync(folder.File("second.html"));

        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Its_preview_leaves_the_seeds_alone()
    {
        using var folder = new TempFolder();
        var before = Snapshot.Of(Sources.Seeds);

        await PreviewAsync(folder.File("sample.eml"));

        Assert.Equal(before, Snapshot.Of(Sources.Seeds));
    }

    internal static async Task<byte[]> PreviewAsync(string output)
    {
        var ended = await DigestProgram.RunAsync(
            Sources.Root, "preview", "--config", Path.Combine("seeds", "north-korea.toml"), "--output", output);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Output));
        return await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);
    }
}
