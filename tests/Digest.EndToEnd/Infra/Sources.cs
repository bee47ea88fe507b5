namespace Digest.EndToEnd.Infra;

/// <summary>The project's own folders.</summary>
internal static class Sources
{
    /// <summary>The folder that holds Digest.sln.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static string Seeds => Path.Combine(Root, "seeds");

    public static void CopyFeedsTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var feed in Directory.EnumerateFiles(Path.Combine(Seeds, "feeds")))
        {
            File.Copy(feed, Path.Combine(folder, Path.GetFileName(feed)));
        }
    }

    private static string Above(string folder) => File.Exists(Path.Combine(folder, "Digest.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } parent ? Above(parent)
        : throw new DirectoryNotFoundException("there is no Digest.sln above the tests");
}
