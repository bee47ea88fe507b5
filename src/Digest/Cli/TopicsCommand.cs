using System.CommandLine;
using Digest.Configuration;
using Digest.Feeds;
using Digest.Reporting;

namespace Digest.Cli;

/// <summary><c>digest topics</c>: what is followed, and lists of feeds (OPML) in and out.</summary>
internal static class TopicsCommand
{
    private static readonly Argument<string> _file = new("FILE") { Description = "An OPML file" };
    private static readonly Option<string?> _output = new("--output") { Description = "Where to (default: standard output)", HelpName = "FILE" };

    public static Command Create(Surroundings surroundings)
    {
        var list = new Command("list", "List the topics and their feeds");
        list.SetAction(Invocation.Action(surroundings, List));
        var import = new Command("import", "Add the feeds of an OPML file to the configuration: each heading is a topic") { _file };
        import.SetAction(Invocation.Action(surroundings, ImportAsync));
        var export = new Command("export", "Write the topics' feeds as OPML") { _output };
        export.SetAction(Invocation.Action(surroundings, ExportAsync));
        return new Command("topics", "Look at the topics; bring feeds in and out") { list, import, export };
    }

    private static Task<int> List(Invocation call, CancellationToken cancellation)
    {
        foreach (var topic in Wiring.SettingsOf(call).Topics)
        {
            call.Screen.Result(topic.Name);
            foreach (var feed in topic.Feeds)
            {
                call.Screen.Result($"  {feed.OriginalString}");
            }
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static async Task<int> ImportAsync(Invocation call, CancellationToken cancellation)
    {
        var settings = Wiring.SettingsOf(call);
        var path = call.Parsed.GetRequiredValue(_file);
        var found = TopicsIn(Opml.Read(await FileText.ReadAsync(path, cancellation), path))
            .GroupBy(topic => topic.Name, topic => topic.Feed, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var added = found.Where(topic => !settings.Topics.Any(known => string.Equals(known.Name, topic.Key, StringComparison.OrdinalIgnoreCase))).ToList();
        if (added.Count > 0)
        {
            var before = await FileText.ReadAsync(settings.File, cancellation);
            var tables = string.Concat(added.Select(topic => Starter.TopicTable(topic.Key, [.. topic.Distinct().Select(feed => feed.OriginalString)])));
            await FileText.ReplaceAsync(settings.File, [.. before, .. System.Text.Encoding.UTF8.GetBytes("\n" + tables)], cancellation);
        }

        call.Screen.Wrote(settings.File, Screen.Count(added.Count, "topic added", "topics added"));
        foreach (var known in found.Except(added))
        {
            call.Screen.Next($"\"{known.Key}\" is there already and was left as it is.");
        }

        return ExitCode.Done;
    }

    private static async Task<int> ExportAsync(Invocation call, CancellationToken cancellation)
    {
        var settings = Wiring.SettingsOf(call);
        var text = Opml.Write(settings.Title, [.. settings.Topics.Select(topic => new Outline(
            topic.Name, null, null, [.. topic.Feeds.Select(feed => new Outline(feed.IsFile ? Path.GetFileName(feed.LocalPath) : feed.Host, feed, null, []))]))]);
        if (call.Parsed.GetValue(_output) is not { } output)
        {
            await call.Manner.Output.WriteAsync(text);
            return ExitCode.Done;
        }

        await FileText.ReplaceAsync(Path.GetFullPath(output), System.Text.Encoding.UTF8.GetBytes(text), cancellation);
        call.Screen.Wrote(output, Screen.Count(settings.Topics.Count, "topic", "topics"));
        return ExitCode.Done;
    }

    // The innermost heading names a feed's topic; a feed under none is a topic of its own name.
    private static IEnumerable<(string Name, Uri Feed)> TopicsIn(IReadOnlyList<Outline> lines, string? heading = null) => lines.SelectMany(line =>
        line.Feed is { } feed ? [(heading ?? NameOf(line.Text, feed), feed)] : TopicsIn(line.Lines, line.Text.Trim().Length > 0 ? line.Text.Trim() : heading));

    private static string NameOf(string text, Uri feed) => text.Trim() is { Length: > 0 } name ? name : feed.Host;
}
