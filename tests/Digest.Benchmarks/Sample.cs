namespace Digest.Benchmarks;

/// <summary>The project's own sample, wherever the benchmark was built.</summary>
internal static class Sample
{
    public static string Folder(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Digest.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Digest.sln above the benchmarks");
        }

        return Path.Combine(folder, name);
    }
}
