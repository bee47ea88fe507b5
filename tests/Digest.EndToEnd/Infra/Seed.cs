using System.Globalization;

namespace Digest.EndToEnd.Infra;

/// <summary>Chance that can be repeated: the seed is told, and DIGEST_SEED gives it.</summary>
internal static class Seed
{
    public static Random Random()
    {
        var seed = Environment.GetEnvironmentVariable("DIGEST_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"DIGEST_SEED={seed}");
        return new Random(seed);
    }
}
