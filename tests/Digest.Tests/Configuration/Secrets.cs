using Digest.Configuration;
using Digest.News;

namespace Digest.Tests.Configuration;

public sealed class Secrets : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_secret_comes_from_a_file_beside_the_configuration_without_its_line_end()
    {
        _folder.Write("password", "pass word\n");
        Assert.Equal("pass word", Of("file:password").Resolve());
    }

    [Fact]
    public void A_secret_comes_from_the_environment()
    {
        Environment.SetEnvironmentVariable("DIGEST_TEST_SECRET", "from the environment");
        Assert.Equal("from the environment", Of("env:DIGEST_TEST_SECRET").Resolve());
    }

    [Fact]
    public void A_secret_comes_from_the_first_line_that_a_command_prints_its_words_parted_as_quoted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "this test's command is one of Unix");
        Assert.Equal("a  b", Of("command:printf '%s\\\\n' 'a  b' second").Resolve());
    }

    [Theory]
    [InlineData("env:DIGEST_TEST_UNSET", "it is not set")]
    [InlineData("file:missing", "the file can't be read")]
    [InlineData("command:no-such-program", "there is no such program")]
    [InlineData("command:''", "it names no program")]
    [InlineData("command:false", "it ended with 1")]
    [InlineData("command:true", "it printed nothing")]
    public void A_source_that_gives_nothing_is_told_with_its_place(string source, string why)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && source.StartsWith("command:", StringComparison.Ordinal), "this test's command is one of Unix");
        var problem = Assert.Throws<ProblemException>(() => Of(source).Resolve()).Problems[0];
        Assert.Equal((ProblemKind.MissingSecret, source, why), (problem.Kind, problem.Subject, problem.Hint));
        Assert.EndsWith("digest.toml:4:12", problem.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_never_shows_itself()
    {
        Environment.SetEnvironmentVariable("DIGEST_TEST_SECRET", "from the environment");
        Assert.Equal("env:DIGEST_TEST_SECRET", Of("env:DIGEST_TEST_SECRET").ToString());
    }

    private Secret Of(string source) => SettingsReader.Read(
        _folder.Write("digest.toml", $"""
            from = "a@example.org"
            [smtp]
            host = "h"
            password = "{source}"
            [[topics]]
            name = "T"
            feeds = ["a.xml"]
            """),
        _ => true, ["daily"]).Smtp!.Password!;
}
