using System.Globalization;
using System.Text;

namespace Digest.EndToEnd.Infra;

/// <summary>
/// A folder of its own with a configuration, the sample's feeds and a ledger to come: the morning of 5 September 2023, and
/// the hours after it.
/// </summary>
internal sealed class Morning : IDisposable
{
    public const string Topic = "North Korea";

    private static readonly DateTimeOffset _seven = new(2023, 9, 5, 7, 0, 0, TimeSpan.FromHours(9));
    private readonly TempFolder _folder = new();

    public Morning()
    {
        Sources.CopyFeedsTo(FeedFolder);
        Feeds = FeedNames.Select(name => $"file:feeds/{name}");
    }

    public static IReadOnlyList<string> FeedNames { get; } = ["sample-wire.xml", "harbour-post.atom", "peninsula-daily.rdf", "pacific-review.json"];

    public string Folder => _folder.Path;

    public string FeedFolder => Path.Combine(Folder, "feeds");

    public string Ledger => Path.Combine(Folder, "digest.db");

    public string Title { get; set; } = "Daily Digest";

    public int SmtpPort { get; set; } = 25;

    public int Connections { get; set; } = 4;

    public IEnumerable<string> Feeds { get; set; }

    public IReadOnlyList<string> Readers { get; set; } = ["reader@example.org"];

    /// <summary>The names of those readers that have one.</summary>
    public IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    /// <summary>How to speak with the mail server.</summary>
    public string Security { get; set; } = "security = \"none\"";

    /// <summary>What else stands at the top of the configuration.</summary>
    public string More { get; set; } = "";

    /// <summary>Runs a command some hours after seven o'clock.</summary>
    public Task<Ended> RunAsync(int hours, params string[] arguments) => DigestProgram.RunAsync(Folder, Arguments(hours, arguments));

    /// <summary>The same, as cron would.</summary>
    public Task<Ended> RunUnattendedAsync(int hours, params string[] arguments) => DigestProgram.RunUnattendedAsync(Folder, Arguments(hours, arguments));

    /// <summary>Starts a command; the process is the caller's.</summary>
    public System.Diagnostics.Process Start(int hours, params string[] arguments) => DigestProgram.Start(Folder, Arguments(hours, arguments));

    /// <summary>Starts a command at seven o'clock whose files can't grow beyond a size, as on a disk that is full.</summary>
    public System.Diagnostics.Process StartWithin(int kilobytes, params string[] arguments) =>
        DigestProgram.StartWithin(Folder, kilobytes, Arguments(0, arguments));

    /// <summary>A preview as it would go on the wire, written outside the folder.</summary>
    public async Task<byte[]> PreviewAsync(int hours, string reader)
    {
        using var elsewhere = new TempFolder();
        var file = elsewhere.File("preview.eml");
        var ended = await RunAsync(hours, "preview", "--subscriber", reader, "--output", file);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Output));
        return await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();

    private string[] Arguments(int hours, string[] arguments)
    {
        _folder.Write("digest.toml", Configuration());
        return [.. arguments, "--now", _seven.AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)];
    }

    private string Configuration()
    {
        var text = new StringBuilder($"""
            title = "{Title}"
            from = "Daily Digest <digest@example.org>"
            timezone = "Asia/Seoul"
            {More}
            [smtp]
            host = "127.0.0.1"
            port = {SmtpPort}
            {Security}
            connections = {Connections}

            [fetch]
            allow_private_networks = true

            [[topics]]
            name = "{Topic}"
            feeds = [{string.Join(", ", Feeds.Select(feed => $"\"{feed}\""))}]
            include = ["north korea", "pyongyang", "kim jong un"]
            max_stories = 20
            max_age = "16d"

            """);
        foreach (var reader in Readers)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                [[subscribers]]
                email = "{reader}"
                topics = ["{Topic}"]
                {(Names.TryGetValue(reader, out var name) ? $"name = \"{name}\"" : "")}

                """);
        }

        return text.ToString();
    }
}
