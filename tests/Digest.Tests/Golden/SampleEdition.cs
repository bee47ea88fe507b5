using Digest.Cli;

namespace Digest.Tests.Golden;

/// <summary>The offline sample as it is rendered, line for line. After a wanted change: <c>DIGEST_GOLDEN=update dotnet test</c>.</summary>
public sealed class SampleEdition
{
    private static readonly string _root = RootFolder();

    [Theory]
    [InlineData("north-korea.html")]
    [InlineData("north-korea.txt")]
    public async Task The_sample_is_rendered_as_it_was(string name)
    {
        using var folder = new TempFolder();
        var output = folder.File(name);
        var code = await App.RunAsync(
            ["preview", "--config", Path.Combine(_root, "seeds", "north-korea.toml"), "--output", output],
            new Surroundings { Output = TextWriter.Null, Error = TextWriter.Null });
        Assert.Equal(0, code);

        var golden = Path.Combine(_root, "tests", "Digest.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("DIGEST_GOLDEN") == "update")
        {
            File.Copy(output, golden, overwrite: true);
        }

        Assert.Equal(Lines(golden), Lines(output));
    }

    private static string[] Lines(string path) => File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n');

    private static string RootFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Digest.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Digest.sln above the tests");
        }

        return folder;
    }
}
