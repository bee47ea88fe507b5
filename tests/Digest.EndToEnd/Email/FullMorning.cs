namespace Digest.EndToEnd.Email;

/// <summary>The largest morning: five topics of ten long stories each, with pictures, told by three feeds, and more than there is room for.</summary>
internal static class FullMorning
{
    /// <summary>How many stories each topic has; its limit lets ten of them in.</summary>
    public const int StoriesPerTopic = 13;

    private static readonly string[] _topics = ["Semiconductors and supply chains", "Central banks", "Climate and energy", "East Asia’s neighbours", "Medicine & public health"];
    private static readonly string[] _papers = ["The Harbour Post", "Peninsula Daily", "Pacific Review of International Affairs"];

    private static readonly string[] _events =
    [
        "Ministers reach a late compromise", "Engineers warn of a shortage that will last", "Auditors find a gap of 1.4bn", "A court stops the plan for a second time",
        "Researchers publish what they had held back", "Investors return after two lost years", "Unions accept an offer they had called an insult", "Officials admit that the deadline cannot hold",
        "Neighbours agree on rules for a shared frontier", "Insurers leave the coast to the state", "A small town votes against the giant next door", "Satellites show what nobody had announced",
        "Exporters move their factories once more",
    ];

    public static Recipe Recipe { get; } = new(
        "The Morning’s Digest",
        $$"""
        title = "The Morning’s Digest"
        from = "The Morning’s Digest <{{Recipe.Sender}}>"
        timezone = "Asia/Seoul"
        postal_address = "Example Publishing, 1 Example Street, London EC4 1AA, United Kingdom"

        {{string.Join("\n", _topics.Select(Topic))}}

        [[subscribers]]
        email = "reader@example.org"
        name = "A Reader"
        topics = [{{string.Join(", ", _topics.Select(topic => $"\"{topic}\""))}}]
        """,
        _topics.SelectMany((topic, index) => _papers.Select((paper, place) => (Name: Name(index, place), Text: Feed(topic, index, paper, place))))
            .ToDictionary(feed => feed.Name, feed => feed.Text))
    {
        LeaveUrl = "https://example.org/leave/{token}",
        Standfirsts = [.. _events.Take(5).Select((_, story) => Standfirst(story)[..40])],
    };

    private static string Topic(string topic, int index) => $"""
        [[topics]]
        name = "{topic}"
        feeds = [{string.Join(", ", _papers.Select((_, place) => $"\"file:{Name(index, place)}\""))}]
        url = "https://example.org/topics/{index}?from=digest&order=newest"
        max_stories = 10

        """;

    private static string Name(int topic, int paper) => $"feeds/{topic}-{paper}.xml";

    private static string Feed(string topic, int index, string paper, int place) => Rss.Feed(
        paper,
        _events.Select((what, story) => new Item($"{what}: the question of {topic.ToLowerInvariant()} and the cost of {_events[(story + 5) % _events.Length].ToLowerInvariant()} are now one")
        {
            Standfirst = Standfirst(story),
            Link = $"https://{place}.papers.example.org/2023/09/05/world/{index}/{story}/what-happened-and-what-it-will-mean-for-everyone?utm_campaign=feed&reference={index}-{story}",
            Published = Recipe.Moment.UtcDateTime.AddMinutes(-(7 * story) - place - index),
            Image = $"https://images.example.org/{index}/{story}/lead-picture.jpg?width=1200&height=675",
            Category = $"Report No {story}",
        }));

    private static string Standfirst(int story) =>
        $"{_events[(story + 3) % _events.Length]}, according to three people who were in the room and a draft of {story + 11} pages, “the most detailed so far”; "
        + "what had been called impossible in spring is now expected before the end of the year, and those who spoke against it have begun to speak of its price instead.";
}
