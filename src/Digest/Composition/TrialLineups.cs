using System.Globalization;
using Digest.News;

namespace Digest.Composition;

/// <summary>Lineups that a template must stand: hostile, bare, and as large as they get.</summary>
internal static class TrialLineups
{
    private const string Hostile = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ title }} \u202Ejavascript:alert(1)\r\nBcc: x";

    private static readonly Uri _more = new("https://example.org/more");

    private static readonly DateTimeOffset _now = new(2023, 9, 5, 7, 0, 0, TimeSpan.Zero);

    /// <summary>One lineup of each kind; together they pass through every branch that a template may have.</summary>
    public static IEnumerable<Lineup> All =>
    [
        Of(["Everything"], Section("Everything", _more, 7, Full("a"), Full("b"), Full("c"))) with { Since = _now.AddDays(-1) },
        Of(["One", "Two", "Three"], Section("One", null, 1, Full("a")), Section("Two", _more, 1, Full("b")), Section("Three", null, 0, Full("c")))
            with
        { Broken = ["https://example.org/gone.xml answers 404", Hostile] },
        Of(["Bare"], Section("Bare", null, 0, new Story(), new Story { Title = "كوريا الشمالية" }, new Story { Title = "북한", Url = _more })),
        Of([Hostile], Section(Hostile, null, 3, Full(Hostile))) with { Title = Hostile },
    ];

    /// <summary>Five topics of ten stories, each as long as ordinary stories get.</summary>
    public static Lineup Largest => Of(
        [.. Enumerable.Range(1, 5).Select(topic => $"Topic {topic}")],
        [.. Enumerable.Range(1, 5).Select(topic => Section($"Topic {topic}", _more, 9, [.. Enumerable.Range(1, 10).Select(story => Ordinary(topic, story))]))]);

    private static Lineup Of(IReadOnlyList<string> topics, params Section[] sections) => new()
    {
        Title = "Daily Digest",
        Sections = sections,
        Topics = topics,
        Now = _now,
        Zone = TimeZoneInfo.Utc,
        Language = "en",
    };

    private static Section Section(string topic, Uri? url, int more, params Story[] stories) =>
        new(new Topic { Name = topic, Url = url, Feeds = [new("https://example.org/feed.xml")] }, [.. stories.Select(Pick)], more);

    private static Pick Pick(Story story) =>
        new(Kept(story), story.Authors.Count > 0 ? [Kept(story with { Source = Hostile }), Kept(new Story { Title = "No address" })] : []);

    private static KeptStory Kept(Story story) => new(1, new("https://example.org/feed.xml"), 1, _now, OnFirstFetch: false, story);

    private static Story Full(string text) => new()
    {
        Title = text,
        Standfirst = $"{text} {new string('w', 200)} {Hostile}",
        Source = text,
        Url = new($"https://example.org/{Uri.EscapeDataString(text)}?a=1&b='2'"),
        Image = new("https://example.org/image.png?a=1&b=2"),
        Published = _now.AddHours(-3),
        Categories = [text],
        Authors = [text],
    };

    private static Story Ordinary(int topic, int story)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{topic}-{story}");
        return new()
        {
            Title = $"Story {number}: a headline of the length that newspapers give to those of their readers who are in a hurry",
            Standfirst = string.Concat(Enumerable.Repeat("A standfirst tells what happened, to whom and where, and why it matters. ", 4)),
            Source = "The Sample Wire",
            Url = new($"https://example.org/2023/09/05/news/world/a-headline-of-the-length-that-newspapers-give-{number}"),
            Published = _now.AddHours(-3),
        };
    }
}
