using System.Globalization;
using System.Text;
using Digest.Cli;
using Microsoft.Data.Sqlite;

namespace Digest.Tests.Infra;

/// <summary>
/// The whole program on a folder of its own, with a feed server and a mail server on the loopback: what a user would
/// see, without a process.
/// </summary>
public sealed class Trial : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    public Trial()
    {
        Feeds.Serves("/wire.xml", Rss());
        Configure();
    }

    public FeedServer Feeds { get; } = new();

    public SmtpServer Mail { get; } = new();

    /// <summary>The clock for waits; the moment of a run is given with it.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public string Configuration => _folder.File("digest.toml");

    public string Ledger => _folder.File("digest.db");

    public string Folder => _folder.Path;

    /// <summary>A configuration for the two servers; the last argument of each kind wins.</summary>
    public void Configure(string head = "", string smtp = "", string topic = "", string subscriber = "", string more = "", string security = "none") => _folder.Write("digest.toml", $"""
        from = "Daily Digest <digest@example.org>"
        timezone = "Asia/Seoul"
        {head}
        [smtp]
        host = "127.0.0.1"
        port = {Mail.Port}
        security = "{security}"
        {smtp}
        [[topics]]
        name = "North Korea"
        feeds = ["{Feeds.At("/wire.xml")}"]
        {topic}
        [[subscribers]]
        email = "reader@example.org"
        topics = ["North Korea"]
        {subscriber}
        {more}
        """);

    /// <summary>Further subscribers of the topic, for the end of a configuration.</summary>
    public static string Subscribers(IEnumerable<string> addresses) => string.Concat(addresses.Select(address => $"""
        [[subscribers]]
        email = "{address}"
        topics = ["North Korea"]

        """));

    /// <summary>What a query on the ledger gives, the columns of a row parted by blanks.</summary>
    public IReadOnlyList<string> Rows(string query)
    {
        using var connection = new SqliteConnection($"Data Source={Ledger};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }

    public string Write(string name, string text) => _folder.Write(name, text);

    public string File(string name) => _folder.File(name);

    /// <summary>An RSS feed with stories of a morning, each a title.</summary>
    public static string Rss(params string[] titles)
    {
        var items = titles.Select((title, n) => string.Create(CultureInfo.InvariantCulture, $"""
            <item><title>{title}</title><link>https://example.org/{Uri.EscapeDataString(title)}</link><guid isPermaLink="false">{title}</guid>
            <pubDate>{A.Morning.AddHours(-1 - n):R}</pubDate><description>About {title}.</description></item>
            """));
        return $"""<?xml version="1.0"?><rss version="2.0"><channel><title>Sample Wire</title>{string.Concat(items)}</channel></rss>""";
    }

    /// <summary>Runs a command as of a moment (null: the real clock).</summary>
    public async Task<Said> RunAtAsync(DateTimeOffset? now, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        string[] all = [.. args, "--config", Configuration, .. now is { } moment ? new[] { "--now", moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) } : []];
        var code = await App.RunAsync(all, new Surroundings { Output = output, Error = error, Clock = Clock });
        return new Said(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command on the sample's morning.</summary>
    public Task<Said> RunAsync(params string[] args) => RunAtAsync(A.Morning, args);

    /// <summary>The messages that the server took, as text.</summary>
    public IReadOnlyList<string> Received => [.. Mail.Mails.Select(mail => Encoding.UTF8.GetString(mail.Bytes.Span))];

    public async ValueTask DisposeAsync()
    {
        Feeds.Dispose();
        await Mail.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>What a command said and returned.</summary>
public sealed record Said(int Code, string Output, string Error);
