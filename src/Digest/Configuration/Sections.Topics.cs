using Digest.News;

namespace Digest.Configuration;

/// <content>Topics, and who follows them.</content>
internal sealed partial class Sections
{
    private static readonly Uri _none = new("about:none");

    private List<Topic> Topics()
    {
        var topics = new List<Topic>();
        foreach (var table in root.Tables("topics"))
        {
            var name = table.Required("name", "name = \"North Korea\"");
            if (name.Length > 0 && topics.Exists(topic => Same(topic.Name, name)))
            {
                problems.Add(ProblemKind.Duplicate, table.Table.Entries["name"].Value, name);
            }

            topics.Add(new Topic
            {
                Name = name,
                Url = table.Read("url", text => text.Length == 0 ? _none : Web(text), "an http or https address") is { } url && url != _none ? url : null,
                Feeds = FeedsOf(table),
                Include = Phrases(table, "include"),
                Exclude = Phrases(table, "exclude"),
                MaxStories = table.Number("max_stories", 1, 1000, 10),
                MaxAge = table.Read("max_age", Quantities.Duration, "a length of time such as \"24h\" or \"7d\"", TimeSpan.FromHours(24)),
            });
            table.Finish();
        }

        if (topics.Count == 0)
        {
            problems.Add(ProblemKind.MissingKey, root.Table, "topics", "a [[topics]] table with a name and feeds");
        }

        return topics;
    }

    private List<Uri> FeedsOf(TableReader table)
    {
        var feeds = new List<Uri>();
        foreach (var text in table.Texts("feeds"))
        {
            if (FeedAt(text.Value) is not { } feed)
            {
                problems.Add(ProblemKind.BadValue, text, text.Value, "an http or https address, or file:PATH");
            }
            else if (feeds.Contains(feed))
            {
                problems.Add(ProblemKind.Duplicate, text, text.Value);
            }
            else
            {
                feeds.Add(feed);
            }
        }

        if (table.Texts("feeds").Count == 0 && table.Table.Entries.GetValueOrDefault("feeds").Value is null or TomlList { Items.Count: 0 })
        {
            problems.Add(ProblemKind.MissingKey, table.Table, "feeds", "feeds = [\"https://example.org/feed.xml\"]");
        }

        return feeds;
    }

    private List<string> Phrases(TableReader table, string key)
    {
        var phrases = table.Texts(key);
        foreach (var phrase in phrases.Where(phrase => !phrase.Value.EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit)))
        {
            problems.Add(ProblemKind.BadValue, phrase, phrase.Value, "a phrase with letters or digits");
        }

        return [.. phrases.Select(phrase => phrase.Value)];
    }

    private List<Subscriber> Subscribers(List<Topic> topics, TimeZoneInfo zone)
    {
        var subscribers = new List<Subscriber>();
        foreach (var table in root.Tables("subscribers"))
        {
            _ = table.Required("email", "email = \"reader@example.org\"");
            var mailbox = table.Read("email", text => text.Length == 0 ? _nobody : Mailboxes.Read(text), Address) ?? _nobody;
            if (mailbox != _nobody && subscribers.Exists(known => Same(known.Mailbox.Address, mailbox.Address)))
            {
                problems.Add(ProblemKind.Duplicate, table.Table.Entries["email"].Value, mailbox.Address);
            }

            subscribers.Add(new Subscriber
            {
                Mailbox = mailbox with { Name = table.Text("name", mailbox.Name) },
                Topics = Followed(table, topics),
                Schedule = table.Text("schedule", "", text => text.Length == 0 || isSchedule(text), "\"daily 07:00\", \"weekdays 07:00\", \"weekly mon 07:00\" or a cron expression") is { Length: > 0 } schedule ? schedule : null,
                Zone = table.Read("timezone", Zone, ZoneExpected(table)) ?? zone,
            });
            table.Finish();
        }

        return subscribers;
    }

    private List<string> Followed(TableReader table, List<Topic> topics)
    {
        var names = table.Texts("topics");
        if (names.Count == 0 && table.Table.Entries.GetValueOrDefault("topics").Value is null or TomlList { Items.Count: 0 })
        {
            problems.Add(ProblemKind.MissingKey, table.Table, "topics", "topics = [\"North Korea\"]");
        }

        var known = topics.ConvertAll(topic => topic.Name);
        foreach (var name in names.Where(name => !known.Contains(name.Value, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add(ProblemKind.UnknownTopic, name, name.Value, Nearest.To(name.Value, known));
        }

        // Each as the topic spells it, so that nobody behind this needs to know that case doesn't matter.
        return [.. names.Select(name => known.Find(topic => Same(topic, name.Value)) ?? name.Value).Distinct(StringComparer.Ordinal)];
    }

    private Uri? FeedAt(string text)
    {
        if (Web(text) is { } web)
        {
            return web;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var absolute) && absolute is { Scheme: "file", Host: "" } && text.StartsWith("file:/", StringComparison.Ordinal))
        {
            return absolute;
        }

        var path = text.StartsWith("file:", StringComparison.Ordinal) ? text[5..] : text;
        return path.Length == 0 || path.Any(char.IsControl) || path.Contains("://", StringComparison.Ordinal) ? null : new Uri(Path.GetFullPath(Path.Combine(folder, path)));
    }
}
