using System.Text;

namespace Digest.Configuration;

/// <summary>The configuration that <c>digest init</c> writes: it works as soon as its addresses are real, and teaches the rest.</summary>
public static class Starter
{
    /// <summary>Writes it.</summary>
    /// <param name="topics">Topics to follow; none: an example.</param>
    /// <param name="feeds">Feeds to read for each; none: an example to replace.</param>
    /// <param name="to">Who receives it; none: an example to replace.</param>
    /// <param name="zone">The machine's time zone.</param>
    /// <returns>The configuration's text.</returns>
    public static string Text(IReadOnlyList<string> topics, IReadOnlyList<string> feeds, IReadOnlyList<string> to, string zone)
    {
        var names = topics.Count > 0 ? topics : ["North Korea"];
        var addresses = feeds.Count > 0 ? feeds : ["https://example.org/feed.xml"];
        IReadOnlyList<string> readers = to.Count > 0 ? [.. to.Select(reader => Mailboxes.Read(reader)?.Address ?? reader)] : ["reader@example.org"];
        var sender = to.Count > 0 ? readers[0] : "digest@example.org";
        var text = new StringBuilder($"""
            # What digest fetches, for whom, and how it is sent. `digest preview` shows the result and changes nothing.

            title = "Daily Digest"                # the masthead
            from = {Quote($"Daily Digest <{sender}>")}   # an address that your mail server lets you send from
            timezone = {Quote(zone)}
            # language = "en"                     # of the template's words and dates: en, de, fr, es, ko, ja
            # ledger = "digest.db"                # what was seen and sent; relative names start at this file's folder
            # template = "daily"                  # a built-in set, or a folder with one of your own
            # images = "remote"                   # pictures: "remote" or "none"
            # postal_address = ""                 # for the footer, where the law wants one
            # operator = ""                       # whose copy tells which feeds stay broken
            # return_path = ""                    # envelope sender; default: from

            [smtp]
            host = "smtp.example.org"             # your mail server
            security = "starttls"                 # "starttls", "tls" or "none"
            # port = 587                          # default follows security: 587, 465, 25
            # username = "digest@example.org"
            # password = "env:DIGEST_SMTP_PASSWORD"   # env:NAME, file:PATH or command:PROGRAM ARG...
            # connections = 4
            # max_per_minute = 0                  # 0: no limit
            # transport = "smtp"                  # without a relay: "sendmail", "maildir" or "file"
            # folder = "outbox"                   # where "maildir" and "file" write

            # [smtp.dkim]
            # domain = "example.org"
            # selector = "digest"
            # key = "file:dkim.pem"

            # [unsubscribe]
            # mailto = "digest@example.org"       # default: from
            # url = "https://example.org/leave/{"{token}"}"   # only where something answers there

            # [fetch]
            # concurrency = 16
            # timeout = "30s"
            # max_size = "16MB"
            # allow_private_networks = false


            """);
        foreach (var name in names)
        {
            text.Append($"""
                [[topics]]
                name = {Quote(name)}
                feeds = {Quoted(addresses)}{(feeds.Count > 0 ? "" : "   # replace this with feeds you read")}
                # url = ""                            # where "N more" leads
                # include = [{Quote(name)}]   # phrases one of which a story must hold; none: every story belongs
                # exclude = []
                # max_stories = 10
                # max_age = "24h"                     # of a first edition


                """);
        }

        foreach (var reader in readers)
        {
            text.Append($"""
                [[subscribers]]
                email = {Quote(reader)}
                # name = "A Reader"
                topics = {Quoted(names)}
                schedule = "daily 07:00"              # daily/weekdays HH:MM, weekly DAY HH:MM, or a cron expression; none: every run
                # timezone = {Quote(zone)}


                """);
        }

        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    /// <summary>One topic as a table of the configuration.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="feeds">Its feeds' addresses.</param>
    /// <returns>The table's text, with an empty line after it.</returns>
    public static string TopicTable(string name, IReadOnlyList<string> feeds) => $"[[topics]]\nname = {Quote(name)}\nfeeds = {Quoted(feeds)}\n\n";

    private static string Quoted(IReadOnlyList<string> texts) => $"[{string.Join(", ", texts.Select(Quote))}]";

    // A basic string of TOML: quotes, backslashes and control characters escaped.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c is '"' or '\\' ? quoted.Append('\\').Append(c) : char.IsControl(c) ? quoted.Append($"\\u{(int)c:X4}") : quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
