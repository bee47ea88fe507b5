using Digest.Feeds;
using Digest.News;
using Digest.Storage;

namespace Digest.Steps;

/// <summary>Fetches feeds and takes what is new into the ledger, each feed's as soon as it is there.</summary>
internal sealed class GatherStep(Ledger ledger, FeedFetcher fetcher, IProgress<RunEvent> watch)
{
    // A feed that failed once is no news. One that has failed for three days is, once.
    private static readonly TimeSpan _news = TimeSpan.FromDays(3);

    /// <summary>Fetches every feed of some topics once, however many of them name it.</summary>
    /// <returns>Whether any feed could be read, or was not to be asked yet.</returns>
    public async Task<bool> FromAsync(IEnumerable<Topic> topics, DateTimeOffset now, CancellationToken cancellation)
    {
        var feeds = ledger.Feeds([.. topics.SelectMany(topic => topic.Feeds).DistinctBy(feed => feed.OriginalString)]);
        var batch = ledger.OpenBatch(now);
        var isAnyGood = false;
        watch.Report(new GatherStarted(feeds.Count));
        await foreach (var result in fetcher.FetchAsync(feeds, now, cancellation))
        {
            var added = ledger.Record(result, batch, now);
            isAnyGood |= result is not FeedFailed;
            watch.Report(new FeedDone(result, added, IsNewlyBroken(result.State, now)));
        }

        return isAnyGood;
    }

    private bool IsNewlyBroken(FeedState state, DateTimeOffset now) =>
        state.FailingSince is { } since && now - since >= _news && ledger.TellBroken(state.Url, now);
}
