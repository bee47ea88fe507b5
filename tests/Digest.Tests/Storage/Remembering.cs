using Digest.News;
using Digest.Storage;

namespace Digest.Tests.Storage;

public sealed class Remembering : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Ledger _ledger;

    public Remembering() => _ledger = Ledger.Open(_folder.File("digest.db"));

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_story_is_new_once_and_keeps_its_text()
    {
        var story = A.Story("Corvette launched") with { Standfirst = "In Nampo.", Authors = ["A Writer"], Categories = ["Navy"], Image = new Uri("https://example.org/i.jpg") };
        Assert.Equal(1, Gather(A.Morning, A.Read(A.Wire, story)));
        Assert.Equal(0, Gather(A.Morning.AddDays(1), A.Read(A.Wire, story)));
        var kept = Assert.Single(_ledger.Kept([A.Wire]));
        Assert.Equivalent(story, kept.Story, strict: true);
        Assert.Equal(A.Morning, kept.FirstSeen);
        Assert.True(kept.OnFirstFetch);
    }

    [Fact]
    public void Only_the_first_reading_of_a_feed_is_its_first()
    {
        Gather(A.Morning, A.Failed(A.Wire, A.Morning));
        Gather(A.Morning, A.Read(A.Wire, A.Story("First")));
        Gather(A.Morning, A.Read(A.Wire, A.Story("First"), A.Story("Second")));
        Assert.Equal([true, false], _ledger.Kept([A.Wire]).Select(story => story.OnFirstFetch));
    }

    [Theory]
    [InlineData("guid", "https://example.org/1", "Title", 0)]
    [InlineData("other", "https://example.org/1", "Title", 0)]
    [InlineData("guid", "https://example.org/2", "Title", 0)]
    [InlineData("guid", "https://example.org/1", "New title", 0)]
    [InlineData("other", "https://example.org/2", "Title", 0)]
    [InlineData("other", "https://example.org/2", "New title", 1)]
    public void A_story_is_known_by_its_guid_or_its_address_or_its_title_on_that_day(string guid, string url, string title, int added)
    {
        Gather(A.Morning, A.Read(A.Wire, A.Story("Title", "guid", "https://example.org/1")));
        Assert.Equal(added, Gather(A.Morning, A.Read(A.Wire, A.Story(title, guid, url))));
    }

    [Fact]
    public void A_title_that_returns_on_another_day_is_another_story()
    {
        Gather(A.Morning, A.Read(A.Wire, A.Story("Morning briefing", "1", "https://example.org/1")));
        Assert.Equal(1, Gather(A.Morning, A.Read(A.Wire, A.Story("Morning briefing", "2", "https://example.org/2", A.Morning.AddDays(1)))));
    }

    [Fact]
    public void A_guid_that_changes_from_http_to_https_or_by_tracking_is_the_same()
    {
        Gather(A.Morning, A.Read(A.Wire, A.Story("One", "http://www.example.org/1?utm_source=rss", "https://example.org/moved/1")));
        Assert.Equal(0, Gather(A.Morning, A.Read(A.Wire, A.Story("Other", "https://example.org/1", "https://example.org/new/1"))));
    }

    [Fact]
    public void One_guid_or_address_for_all_stories_hides_none_of_them()
    {
        Story[] stories = [A.Story("One", "same", "https://example.org/same"), A.Story("Two", "same", "https://example.org/same")];
        Assert.Equal(2, Gather(A.Morning, A.Read(A.Wire, stories)));
        Assert.Equal(1, Gather(A.Morning, A.Read(A.Wire, [.. stories, A.Story("Three", "same", "https://example.org/same")])));
    }

    [Fact]
    public void The_same_story_twice_in_one_document_is_one_story() =>
        Assert.Equal(1, Gather(A.Morning, A.Read(A.Wire, A.Story("One", "1"), A.Story("One", "1"))));

    [Fact]
    public void A_front_page_is_no_storys_own_address()
    {
        Gather(A.Morning, A.Read(A.Wire, A.Story("Monday", "1", "https://example.org/")));
        Assert.Equal(1, Gather(A.Morning, A.Read(A.Wire, A.Story("Tuesday", "2", "https://example.org/"))));
    }

    [Fact]
    public void A_story_without_anything_but_a_title_is_known_by_it()
    {
        var story = new Story { Title = "Only a title" };
        Gather(A.Morning, A.Read(A.Wire, story));
        Assert.Equal(0, Gather(A.Morning.AddDays(1), A.Read(A.Wire, story with { Standfirst = "And now a text." })));
    }

    [Fact]
    public void A_known_storys_new_keys_are_added()
    {
        Gather(A.Morning, A.Read(A.Wire, A.Story("One", "1", "https://example.org/1")));
        Gather(A.Morning, A.Read(A.Wire, A.Story("Two", "1", "https://example.org/2")));
        Assert.Equal(0, Gather(A.Morning, A.Read(A.Wire, A.Story("Three", "3", "https://example.org/2"))));
    }

    [Fact]
    public void A_failed_fetch_and_an_empty_feed_change_nothing_that_has_been_seen()
    {
        var story = A.Story("One");
        Gather(A.Morning, A.Read(A.Wire, story));
        Gather(A.Morning.AddDays(1), A.Failed(A.Wire, A.Morning.AddDays(1)));
        Gather(A.Morning.AddDays(2), A.Read(A.Wire));
        Assert.Equal(0, Gather(A.Morning.AddDays(3), A.Read(A.Wire, story)));
    }

    [Fact]
    public void A_story_that_comes_back_within_four_hundred_days_is_known()
    {
        Gather(A.Morning, A.Read(A.Wire, A.Story("One")));
        Gather(A.Morning.AddDays(399), A.Read(A.Wire));
        Assert.Equal(0, Gather(A.Morning.AddDays(399), A.Read(A.Wire, A.Story("One"))));
    }

    [Fact]
    public void A_feed_that_was_broken_for_years_does_not_flood_on_return()
    {
        Gather(A.Morning, A.Read(A.Wire, A.Story("One")));
        Gather(A.Morning.AddDays(900), A.Failed(A.Wire, A.Morning.AddDays(1)));
        Assert.Equal(0, Gather(A.Morning.AddDays(901), A.Read(A.Wire, A.Story("One"))));
    }

    [Fact]
    public void A_feeds_state_is_remembered_whole()
    {
        var state = new FeedState
        {
            Url = A.Wire,
            MovedTo = A.Post,
            ETag = "W/\"1\"",
            LastModified = "Tue, 05 Sep 2023 07:00:00 GMT",
            BodyHash = "00ff",
            OkAt = A.Morning,
            NextAt = A.Morning.AddHours(1),
            FailingSince = A.Morning.AddDays(-1),
            Failures = 4,
            Problem = new Problem(ProblemKind.FeedBusy, A.Wire.OriginalString, "429", "noon", "cause"),
        };
        Gather(A.Morning, new FeedFailed(state, state.Problem));
        Assert.Equal([state, new FeedState { Url = A.Post }], _ledger.Feeds([A.Wire, A.Post]));
    }

    [Fact]
    public void That_a_feed_stays_broken_is_told_once_until_it_is_good_again()
    {
        Gather(A.Morning, A.Failed(A.Wire, A.Morning));
        Assert.True(_ledger.TellBroken(A.Wire, A.Morning));
        Assert.False(_ledger.TellBroken(A.Wire, A.Morning));
        Gather(A.Morning, A.Read(A.Wire));
        Gather(A.Morning, A.Failed(A.Wire, A.Morning));
        Assert.True(_ledger.TellBroken(A.Wire, A.Morning));
    }

    [Fact]
    public void The_text_is_forgotten_when_no_edition_can_need_it_and_the_story_stays_known()
    {
        Gather(A.Morning, A.Read(A.Wire, A.Story("One")));
        _ledger.Enrol(["reader@example.org"]);
        _ledger.Pass([_ledger.Subscriber("reader@example.org")!.Id], ["North Korea"], _ledger.CloseBatches(), A.Morning);
        Assert.Equal(0, _ledger.Prune(A.Morning.AddDays(29)));
        Assert.Equal(1, _ledger.Prune(A.Morning.AddDays(31)));
        Assert.Empty(_ledger.Kept([A.Wire]));
        Assert.Equal(0, Gather(A.Morning.AddDays(31), A.Read(A.Wire, A.Story("One"))));
    }

    [Fact]
    public void A_feed_is_the_address_as_it_is_written()
    {
        var withOld = new Uri("https://reader:old@example.org/feed.xml");
        var withNew = new Uri("https://reader:new@example.org/feed.xml");
        Gather(A.Morning, A.Read(withOld, A.Story("One")));
        Assert.Equal(withNew.OriginalString, Assert.Single(_ledger.Feeds([withNew])).Url.OriginalString);
    }

    [Fact]
    public void Someone_who_is_no_reader_any_more_keeps_no_text()
    {
        Gather(A.Morning, A.Read(A.Wire, A.Story("One")));
        Freeze("gone@example.org", cursor: 0);
        Assert.Equal(0, _ledger.Prune(A.Morning.AddDays(61)));
        Assert.Equal(1, _ledger.Prune(A.Morning.AddDays(63)));
    }

    [Fact]
    public void What_comes_after_a_freeze_goes_into_a_later_batch_whoever_fetched_it()
    {
        var slow = _ledger.OpenBatch(A.Morning);
        _ledger.Record(A.Read(A.Wire, A.Story("One")), slow, A.Morning);
        var cursor = _ledger.CloseBatches();
        _ledger.Record(A.Read(A.Wire, A.Story("One"), A.Story("Two")), slow, A.Morning);
        _ledger.Record(A.Read(A.Wire, A.Story("One"), A.Story("Two"), A.Story("Three")), slow, A.Morning);
        Assert.Equal(["One"], _ledger.Kept([A.Wire], cursor).Select(story => story.Story.Title));
        Assert.Equal([slow, slow + 1, slow + 1], _ledger.Kept([A.Wire]).Select(story => story.Batch));
    }

    private void Freeze(string address, long cursor) => _ledger.FreezeEdition(
        new Freeze(
            new Edition { Key = "k", Subject = "", Body = "body"u8.ToArray() }, IsOneOff: false, [],
            [new FrozenDelivery(address, "digest@example.org", "id", "To: x\r\n"u8.ToArray(), new string('t', Token.Length), A.Morning.AddHours(1), ["North Korea"])],
            cursor),
        A.Morning);

    private int Gather(DateTimeOffset now, FetchResult result) => _ledger.Record(result, _ledger.OpenBatch(now), now);
}
