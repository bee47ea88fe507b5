using System.Text.RegularExpressions;

namespace Digest.Tests.Architecture;

/// <summary>Dependencies run one way: Program, Cli, DailyRun, Steps, the stages, News.</summary>
public sealed partial class Fences
{
    private static readonly string _source = SourceFolder();

    private static readonly string[] _stages =
        ["Configuration", "Feeds", "Selection", "Composition", "Smtp", "Storage", "Scheduling", "Reporting"];

    public static TheoryData<string> Stages => [.. _stages];

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_knows_the_news_and_no_other_stage(string stage)
    {
        var others = _stages.Where(other => other != stage).Append("Steps").Append("Cli").ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Used(stage), used => others.Contains(used.Part));
    }

    [Fact]
    public void The_news_knows_the_base_class_library_alone()
    {
        Assert.DoesNotContain(Used("News"), used => used.Part != "News");
        Assert.DoesNotContain(Files("News").SelectMany(Usings), name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_steps_and_the_daily_run_know_nothing_of_settings_and_commands() =>
        Assert.DoesNotContain(
            Used("Steps").Concat(UsedBy(Path.Combine(_source, "DailyRun.cs"))), used => used.Part is "Cli" or "Configuration" or "Smtp");

    [Theory]
    [InlineData("System.CommandLine", "Cli")]
    [InlineData("Tomlyn", "Configuration")]
    [InlineData("CodeHollow.FeedReader", "Feeds")]
    [InlineData("AngleSharp", "Feeds")]
    [InlineData("Scriban", "Composition")]
    [InlineData("MailKit", "Smtp")]
    [InlineData("MimeKit", "Composition", "Smtp")]
    [InlineData("Microsoft.Data.Sqlite", "Storage")]
    [InlineData("Cronos", "Scheduling")]
    [InlineData("Spectre.Console", "Reporting")]
    public void A_package_is_used_in_its_own_place_alone(string package, params string[] places)
    {
        var elsewhere = Directory.EnumerateFiles(_source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsBuilt(file) && !places.Contains(PartOf(file)))
            .Where(file => Regex.IsMatch(Code(file), $@"(?<![\w.]){Regex.Escape(package)}\b"));
        Assert.Empty(elsewhere);
        Assert.Contains(places.SelectMany(Files), file => Code(file).Contains(package, StringComparison.Ordinal));
    }

    private static IEnumerable<(string File, string Part)> Used(string part) => Files(part).SelectMany(UsedBy);

    // `using Digest.X` and a qualified `Digest.X.` or, inside our own namespace, `X.SomeType`.
    private static IEnumerable<(string File, string Part)> UsedBy(string file) =>
        Qualified().Matches(Code(file)).Select(match => (Path.GetFileName(file), match.Groups["part"].Value)).Distinct();

    private static IEnumerable<string> Usings(string file) => Using().Matches(Code(file)).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> Files(string part) =>
        Directory.EnumerateFiles(Path.Combine(_source, part), "*.cs", SearchOption.AllDirectories);

    private static string PartOf(string file) => Path.GetRelativePath(_source, file).Split(Path.DirectorySeparatorChar)[0];

    private static bool IsBuilt(string file) => PartOf(file) is "bin" or "obj";

    private static string Code(string file) => Comment().Replace(File.ReadAllText(file), "");

    private static string SourceFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Digest.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Digest.sln above the tests");
        }

        return Path.Combine(folder, "src", "Digest");
    }

    [GeneratedRegex(@"(?<![\w.])Digest\.(?<part>[A-Z]\w+)\b")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?<name>[\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();
}
