using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Fetches and reads feeds, many at once, like a good citizen of the web.</summary>
/// <param name="http">The client, as <see cref="FeedClient"/> makes it.</param>
/// <param name="options">How feeds are fetched.</param>
public sealed class FeedFetcher(HttpClient http, FetchOptions options)
{
    private readonly FeedDownload _download = new(http, options);

    /// <summary>Fetches every feed once. No feed's failure stops another.</summary>
    /// <param name="feeds">What is remembered of each feed; its address is http, https or file.</param>
    /// <param name="now">The moment of the fetch.</param>
    /// <param name="cancellation">Ends the fetching; what has not been handed out by then is lost.</param>
    /// <returns>One result a feed, in the order in which they complete.</returns>
    /// <exception cref="OperationCanceledException">The fetching was cancelled.</exception>
    public async IAsyncEnumerable<FetchResult> FetchAsync(
        IReadOnlyList<FeedState> feeds, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var results = Channel.CreateUnbounded<FetchResult>(new() { SingleReader = true });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = ending.Token };
        var work = Parallel.ForEachAsync(
            feeds, parallel, async (feed, token) => results.Writer.TryWrite(await FetchOneAsync(feed, now, token)));
        var closing = work.ContinueWith(
            done => results.Writer.Complete(done.Exception?.InnerException), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(cancellation))
            {
                yield return result;
            }

            await work;
        }
        finally
        {
            // A reader that stops early stops the fetching too.
            await ending.CancelAsync();
            await closing;
        }
    }

    private async Task<FetchResult> FetchOneAsync(FeedState feed, DateTimeOffset now, CancellationToken cancellation)
    {
        if (feed.NextAt > now)
        {
            return new FeedNotDue(feed);
        }

        var answer = feed.Url.IsFile
            ? await FeedFile.ReadAsync(feed.Url, options, cancellation)
            : await _download.AskAsync(feed, now, cancellation);
        return answer switch
        {
            FeedBody body => Read(feed, body, now),
            FeedNotModified same => new FeedUnchanged(Good(feed, now) with { MovedTo = same.MovedTo ?? feed.MovedTo }),
            FeedNoAnswer none => Failed(feed, none.Problem, now, none.RetryAt),
            _ => throw new InvalidOperationException("An answer of no known kind."),
        };
    }

    private static FetchResult Read(FeedState feed, FeedBody answer, DateTimeOffset now)
    {
        var state = Good(feed, now) with
        {
            ETag = answer.ETag,
            LastModified = answer.LastModified,
            BodyHash = Convert.ToHexStringLower(SHA256.HashData(answer.Body.Span)),
            MovedTo = answer.MovedTo ?? feed.MovedTo,
        };
        if (state.BodyHash == feed.BodyHash)
        {
            return new FeedUnchanged(state);
        }

        try
        {
            return new FeedRead(state, FeedParser.Parse(answer.Body, answer.ContentType, answer.Address));
        }
        catch (ProblemException malformed)
        {
            return Failed(feed, malformed.Problems[0] with { Where = FeedAddress.Shown(feed.Url) }, now, null);
        }
    }

    private static FeedState Good(FeedState feed, DateTimeOffset now) =>
        feed with { OkAt = now, NextAt = null, FailingSince = null, Failures = 0, Problem = null };

    private static FeedFailed Failed(FeedState feed, Problem problem, DateTimeOffset now, DateTimeOffset? retryAt) =>
        new(
            feed with { FailingSince = feed.FailingSince ?? now, Failures = feed.Failures + 1, NextAt = retryAt, Problem = problem },
            problem);
}
