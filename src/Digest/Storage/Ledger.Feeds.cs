using System.Text.Json;
using Digest.News;
using Microsoft.Data.Sqlite;

namespace Digest.Storage;

/// <content>Feeds, batches and what has been seen.</content>
public sealed partial class Ledger
{
    // A story that has left its feed may come back for as long as this; then its keys are forgotten.
    private static readonly TimeSpan _seenFor = TimeSpan.FromDays(400);

    /// <summary>What is remembered of feeds.</summary>
    /// <param name="urls">Their addresses as the configuration gives them.</param>
    /// <returns>A state for each, in order; a blank one for a feed never fetched.</returns>
    public IReadOnlyList<FeedState> Feeds(IReadOnlyList<Uri> urls) => Read(() =>
    {
        var known = Rows(
            "SELECT url, moved_to, etag, last_modified, body_hash, ok_at, next_at, failing_since, failures, problem FROM feed", ReadFeed)
            .ToDictionary(state => state.Url.OriginalString);
        return (IReadOnlyList<FeedState>)[.. urls.Select(url => known.GetValueOrDefault(url.OriginalString) ?? new FeedState { Url = url })];
    });

    /// <summary>Opens the batch that one gathering fills.</summary>
    /// <param name="now">The moment of the gathering.</param>
    /// <returns>Its number, higher than any before.</returns>
    public long OpenBatch(DateTimeOffset now) => Transact(() => AddBatch(now));

    /// <summary>
    /// Closes every batch: what is fetched from now on, also by another process that has a batch open, goes into a later
    /// one. So a cursor that stands at the last batch passes over nothing.
    /// </summary>
    /// <returns>The number of the last batch; 0 where there is none.</returns>
    public long CloseBatches() => Transact(() =>
    {
        Execute("UPDATE batch SET closed = 1 WHERE closed = 0");
        return (long)Scalar("SELECT coalesce(max(id), 0) FROM batch")!;
    });

    /// <summary>
    /// Takes in what came of one fetch: the feed's state and, of what it said, the stories not seen before, together.
    /// A fetch that failed changes nothing that has been seen.
    /// </summary>
    /// <param name="result">What came of it.</param>
    /// <param name="batch">The batch that new stories belong to; where a freeze has closed it, they go into a later one.</param>
    /// <param name="now">The moment of the gathering.</param>
    /// <returns>How many stories were new.</returns>
    public int Record(FetchResult result, long batch, DateTimeOffset now) => Transact(() =>
    {
        if (result is FeedNotDue)
        {
            return 0;
        }

        var feed = SaveFeed(result.State);
        if (result is not FeedRead(_, var document))
        {
            return 0;
        }

        var isFirst = Scalar("SELECT read_at FROM feed WHERE id = $id", ("$id", feed)) is null;
        long? open = null;
        var added = 0;
        foreach (var (story, keys) in document.Stories.Zip(Identity.KeysOf(document.Stories)))
        {
            var isKnown = false;
            foreach (var key in keys)
            {
                isKnown |= Scalar("SELECT 1 FROM seen WHERE feed = $feed AND key = $key", ("$feed", feed), ("$key", key)) is not null;
            }

            foreach (var key in keys)
            {
                Execute(
                    """
                    INSERT INTO seen(feed, key, last_present) VALUES ($feed, $key, $now)
                    ON CONFLICT DO UPDATE SET last_present = excluded.last_present
                    """,
                    ("$feed", feed), ("$key", key), ("$now", Ms(now)));
            }

            if (!isKnown)
            {
                AddStory(story, feed, open ??= OpenAt(batch, now), now, isFirst);
                added++;
            }
        }

        // Measured against this feed's own reading: one that was broken for months hasn't forgotten when it returns.
        Execute("UPDATE feed SET read_at = $now WHERE id = $id", ("$id", feed), ("$now", Ms(now)));
        Execute(
            "DELETE FROM seen WHERE feed = $feed AND last_present < $before",
            ("$feed", feed), ("$before", Ms(now - _seenFor)));
        return added;
    });

    /// <summary>Notes that the operator is told that a feed stays broken, so that it is said once.</summary>
    /// <param name="url">The feed.</param>
    /// <param name="now">The moment.</param>
    /// <returns>True where it had not been said since the feed was last good.</returns>
    public bool TellBroken(Uri url, DateTimeOffset now) => Transact(() =>
        Execute("UPDATE feed SET told_at = $now WHERE url = $url AND told_at IS NULL", ("$url", url.OriginalString), ("$now", Ms(now))) > 0);

    private long AddBatch(DateTimeOffset now) => (long)Scalar("INSERT INTO batch(at) VALUES ($at) RETURNING id", ("$at", Ms(now)))!;

    private long OpenAt(long batch, DateTimeOffset now) =>
        (long?)Scalar("SELECT min(id) FROM batch WHERE id >= $batch AND closed = 0", ("$batch", batch)) ?? AddBatch(now);

    private long SaveFeed(FeedState state) => (long)Scalar(
        """
        INSERT INTO feed(url, moved_to, etag, last_modified, body_hash, ok_at, next_at, failing_since, failures, problem)
        VALUES ($url, $moved_to, $etag, $last_modified, $body_hash, $ok_at, $next_at, $failing_since, $failures, $problem)
        ON CONFLICT(url) DO UPDATE SET
          moved_to = excluded.moved_to, etag = excluded.etag, last_modified = excluded.last_modified,
          body_hash = excluded.body_hash, ok_at = excluded.ok_at, next_at = excluded.next_at,
          failing_since = excluded.failing_since, failures = excluded.failures, problem = excluded.problem,
          told_at = CASE WHEN excluded.failing_since IS NULL THEN NULL ELSE told_at END
        RETURNING id
        """,
        ("$url", state.Url.OriginalString),
        ("$moved_to", state.MovedTo?.OriginalString),
        ("$etag", state.ETag),
        ("$last_modified", state.LastModified),
        ("$body_hash", state.BodyHash),
        ("$ok_at", Ms(state.OkAt)),
        ("$next_at", Ms(state.NextAt)),
        ("$failing_since", Ms(state.FailingSince)),
        ("$failures", state.Failures),
        ("$problem", state.Problem is { } problem ? JsonSerializer.Serialize(problem, StorageJson.Default.Problem) : null))!;

    private static FeedState ReadFeed(SqliteDataReader row) => new()
    {
        Url = Address(row, 0)!,
        MovedTo = Address(row, 1),
        ETag = Text(row, 2),
        LastModified = Text(row, 3),
        BodyHash = Text(row, 4),
        OkAt = Time(row, 5),
        NextAt = Time(row, 6),
        FailingSince = Time(row, 7),
        Failures = row.GetInt32(8),
        Problem = Text(row, 9) is { } problem ? JsonSerializer.Deserialize(problem, StorageJson.Default.Problem) : null,
    };
}
