using Digest.News;

namespace Digest.Selection;

/// <summary>The kept stories that belong to one topic, ready to be picked from for any number of subscribers.</summary>
public sealed class TopicPool
{
    /// <summary>How many stories a first edition shows where all are older than <c>max_age</c>: enough to see that it works.</summary>
    public const int FirstEditionLeast = 3;

    // What another paper prints too matters more: each further telling counts as if the story were this much newer.
    private static readonly TimeSpan _worth = TimeSpan.FromHours(12);

    private readonly IReadOnlyList<IReadOnlyList<KeptStory>> _tellings;
    private readonly Dictionary<Uri, int> _place;

    /// <summary>Sorts out the stories that belong.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="kept">The stories kept from its feeds, in any order; others' are passed over.</param>
    public TopicPool(Topic topic, IEnumerable<KeptStory> kept)
    {
        Topic = topic;
        var rule = new TopicRule(topic);
        _place = topic.Feeds.Index().GroupBy(feed => feed.Item).ToDictionary(feed => feed.Key, feed => feed.First().Index);

        // By the feed's place and not by arrival: which feed answers first is chance, and the ledger's numbers follow it.
        _tellings = Tellings.Group(
            [.. kept.Where(story => _place.ContainsKey(story.Feed) && rule.Takes(story.Story)).OrderBy(story => story.Batch).ThenBy(story => _place[story.Feed]).ThenBy(story => story.Id)]);
    }

    /// <summary>The topic.</summary>
    public Topic Topic { get; }

    /// <summary>When the newest story that belongs was published or first seen; null where none is kept.</summary>
    public DateTimeOffset? LastMatch => _tellings.SelectMany(told => told).Max(story => (DateTimeOffset?)story.Moment);

    /// <summary>Every story of a window, one telling of each, best first.</summary>
    /// <param name="window">The window.</param>
    /// <param name="now">The moment of the edition.</param>
    /// <returns>The picks: the newest first, those that more feeds tell counting as newer; then by the feed's place and the guid.</returns>
    public IReadOnlyList<Pick> Pick(Window window, DateTimeOffset now)
    {
        var picks = Ranked(told => Fresh(told, window, now));
        return picks.Count == 0 && window is FirstEdition
            ? [.. Ranked(told => told).OrderByDescending(pick => pick.Kept.Moment).Take(FirstEditionLeast)]
            : picks;
    }

    private List<Pick> Ranked(Func<IReadOnlyList<KeptStory>, IReadOnlyList<KeptStory>> choose) =>
        [.. _tellings
            .Select(choose)
            .Where(told => told.Count > 0)
            .Select(told => told.OrderBy(story => _place[story.Feed]).ThenBy(story => story.Id).ToList())
            .Select(told => new Pick(told[0], told[1..]))
            .OrderByDescending(pick => pick.Kept.Moment + (pick.Also.Count * _worth))
            .ThenByDescending(pick => pick.Kept.Moment)
            .ThenBy(pick => _place[pick.Kept.Feed])
            .ThenBy(pick => pick.Kept.Story.Guid, StringComparer.Ordinal)
            .ThenBy(pick => pick.Kept.Id)];

    // A story of which an earlier window has had one telling is no news, whoever tells it now.
    private IReadOnlyList<KeptStory> Fresh(IReadOnlyList<KeptStory> told, Window window, DateTimeOffset now) => window switch
    {
        AfterBatch(var batch) when told.Any(story => story.Batch <= batch && InAge(story, story.FirstSeen)) => [],
        AfterBatch(var batch) => [.. told.Where(story => story.Batch > batch && InAge(story, story.FirstSeen))],
        Within(var age) => [.. told.Where(story => story.Moment >= now - age)],
        _ => [.. told.Where(story => story.Moment >= now - Topic.MaxAge)],
    };

    // Age matters only for what came with a feed's first fetch: all else is new since the last one, however late it was published.
    private bool InAge(KeptStory story, DateTimeOffset at) => !story.OnFirstFetch || story.Moment >= at - Topic.MaxAge;
}
