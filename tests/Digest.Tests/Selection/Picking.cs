using CsCheck;
using Digest.News;
using Digest.Selection;

namespace Digest.Tests.Selection;

public sealed class Picking
{
    private static readonly DateTimeOffset _now = A.Morning;
    private long _id;

    [Fact]
    public void Stories_of_batches_before_the_cursor_are_not_new()
    {
        var picks = Pick(new AfterBatch(1), Kept("Old", batch: 1), Kept("New", batch: 2));
        Assert.Equal(["New"], Titles(picks));
    }

    [Fact]
    public void A_late_publisher_loses_nothing_once_the_feed_is_known()
    {
        var picks = Pick(new AfterBatch(1), Kept("Late", batch: 2, published: _now.AddDays(-9)));
        Assert.Equal(["Late"], Titles(picks));
    }

    [Fact]
    public void The_first_fetch_of_a_feed_does_not_flood()
    {
        var picks = Pick(
            new AfterBatch(1),
            Kept("Archive", batch: 2, published: _now.AddDays(-9), onFirstFetch: true),
            Kept("Fresh", batch: 2, published: _now.AddHours(-9), onFirstFetch: true));
        Assert.Equal(["Fresh"], Titles(picks));
    }

    [Fact]
    public void What_was_fresh_when_first_fetched_is_still_news_after_the_weekend()
    {
        var friday = _now.AddDays(-3);
        var picks = Pick(new AfterBatch(1), Kept("Friday", batch: 2, published: friday.AddHours(-2), onFirstFetch: true, firstSeen: friday));
        Assert.Equal(["Friday"], Titles(picks));
    }

    [Fact]
    public void A_first_edition_is_bounded_by_age() =>
        Assert.Equal(["Fresh"], Titles(Pick(new FirstEdition(), Kept("Fresh"), Kept("Yesterday's", published: _now.AddHours(-25)))));

    [Fact]
    public void A_first_edition_of_old_stories_alone_shows_the_newest_few()
    {
        var picks = Pick(new FirstEdition(), [.. Enumerable.Range(1, 9).Select(day => Kept($"{day} days old", published: _now.AddDays(-1 - day)))]);
        Assert.Equal(["1 days old", "2 days old", "3 days old"], Titles(picks));
    }

    [Fact]
    public void A_story_without_a_date_counts_from_when_it_was_first_seen()
    {
        var picks = Pick(
            new Within(TimeSpan.FromHours(24)),
            Kept("Seen now", published: DateTimeOffset.MaxValue),
            Kept("Seen last week", published: DateTimeOffset.MaxValue, firstSeen: _now.AddDays(-7)));
        Assert.Equal(["Seen now"], Titles(picks));
    }

    [Fact]
    public void Newest_come_first_and_ties_break_by_the_feeds_place_and_the_guid()
    {
        var picks = Pick(
            new FirstEdition(),
            Kept("Post", feed: A.Post), Kept("Wire b", guid: "b"), Kept("Wire a", guid: "a"), Kept("Newest", published: _now.AddHours(-1)));
        Assert.Equal(["Newest", "Wire a", "Wire b", "Post"], Titles(picks));
    }

    [Fact]
    public void A_story_that_two_feeds_tell_is_shown_once_and_leads()
    {
        var picks = Pick(
            new FirstEdition(),
            Kept("Newest", published: _now.AddHours(-1)),
            Kept("Corvette fires a cruise missile", feed: A.Post, guid: "p"),
            Kept("Corvette fires a Cruise Missile!", url: "https://example.org/elsewhere", guid: "w"));
        Assert.Equal(["Corvette fires a Cruise Missile!", "Newest"], Titles(picks));
        Assert.Equal(A.Post, Assert.Single(picks[0].Also).Feed);
    }

    [Fact]
    public void One_address_in_two_feeds_is_one_story()
    {
        var picks = Pick(
            new FirstEdition(),
            Kept("A headline", url: "http://www.example.org/story?utm_source=rss"),
            Kept("Another headline", feed: A.Post, url: "https://example.org/story"));
        Assert.Equal("A headline", Assert.Single(picks).Kept.Story.Title);
    }

    [Fact]
    public void One_feed_with_one_address_for_all_its_stories_keeps_them_all()
    {
        var picks = Pick(new FirstEdition(), Kept("One", url: "https://example.org/all"), Kept("Two", url: "https://example.org/all"));
        Assert.Equal(2, picks.Count);
    }

    [Fact]
    public void A_story_told_before_is_not_told_again_by_another_feed()
    {
        var picks = Pick(
            new AfterBatch(1),
            Kept("Corvette fires a cruise missile", batch: 1),
            Kept("Corvette fires a cruise missile", batch: 2, feed: A.Post, url: "https://example.org/p"));
        Assert.Empty(picks);
    }

    [Fact]
    public void A_headline_that_returns_a_week_later_is_another_story()
    {
        var picks = Pick(
            new AfterBatch(1),
            Kept("The week in pictures from Asia", batch: 1, published: _now.AddDays(-7), firstSeen: _now.AddDays(-7)),
            Kept("The week in pictures from Asia", batch: 2, feed: A.Post, url: "https://example.org/p"));
        Assert.Single(picks);
    }

    [Fact]
    public void A_story_in_two_topics_stands_in_the_first_and_the_rest_is_counted()
    {
        var kept = Enumerable.Range(1, 5).Select(n => Kept($"Korea {n}", published: _now.AddHours(-n))).Append(Kept("Japan")).ToList();
        var korea = new TopicPool(A.Topic("Korea", "korea") with { MaxStories = 2 }, kept);
        var asia = new TopicPool(A.Topic("Asia"), kept);
        var sections = Picker.Pick([new Followed(korea, new FirstEdition()), new Followed(asia, new FirstEdition())], _now);
        Assert.Equal(["Korea 1", "Korea 2"], Titles(sections[0].Picks));
        Assert.Equal(3, sections[0].More);
        Assert.Equal(["Japan"], Titles(sections[1].Picks));
    }

    [Fact]
    public void A_topic_without_news_has_no_section() =>
        Assert.Empty(Picker.Pick([new Followed(new TopicPool(A.Topic("t", "nothing"), [Kept("Korea")]), new FirstEdition())], _now));

    [Fact]
    public void Whatever_the_cursors_nothing_is_shown_twice_and_nothing_is_lost() => Gen.Select(
        Gen.Select(Gen.Int[1, 6], Gen.Bool, Gen.Int[0, 9]).List[0, 30],
        Gen.Int[0, 6].List[1, 5]).Sample((arrivals, stops) =>
    {
        var kept = arrivals.Select((arrival, n) => Kept(
            $"Story number {n}", batch: arrival.Item1, feed: arrival.Item2 ? A.Wire : A.Post, published: _now.AddHours(-arrival.Item3), id: n)).ToList();
        var shown = new List<long>();
        var cursor = 0L;
        foreach (var stop in stops.Order().Append(6))
        {
            var pool = new TopicPool(A.Topic() with { MaxStories = int.MaxValue }, kept.Where(story => story.Batch <= stop));
            shown.AddRange(pool.Pick(new AfterBatch(cursor), _now).Select(pick => pick.Kept.Id));
            cursor = stop;
        }

        return shown.Distinct().Count() == shown.Count && shown.Order().SequenceEqual(kept.Select(story => story.Id).Order());
    });

    [Fact]
    public void The_order_does_not_depend_on_the_order_of_arrival() =>
        Gen.Shuffle(Enumerable.Range(0, 8).ToArray()).Sample(order =>
        {
            var kept = Enumerable.Range(0, 8).Select(n => Kept($"Story number {n}", published: _now.AddHours(-(n % 3)), guid: $"{n}", id: n)).ToList();
            var straight = Pick(new FirstEdition(), [.. kept]);
            var shuffled = Pick(new FirstEdition(), [.. order.Select(n => kept[n])]);
            return Titles(straight).SequenceEqual(Titles(shuffled));
        });

    private static IReadOnlyList<Pick> Pick(Window window, params KeptStory[] kept) =>
        new TopicPool(A.Topic() with { MaxStories = 100 }, kept).Pick(window, _now);

    private static IEnumerable<string> Titles(IReadOnlyList<Pick> picks) => picks.Select(pick => pick.Kept.Story.Title);

    private KeptStory Kept(
        string title, long batch = 1, Uri? feed = null, DateTimeOffset? published = null, bool onFirstFetch = false,
        DateTimeOffset? firstSeen = null, string? url = null, string? guid = null, long? id = null) =>
        new(id ?? Interlocked.Increment(ref _id), feed ?? A.Wire, batch, firstSeen ?? _now, onFirstFetch, A.Story(title, guid, url, published));
}
