using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Fetches and reads feeds, many at once, like a good citizen of the web.</summary>
/// <param name="http">The client, as <see cref="FeedClient"/> makes it.</param>
/// <param name="options">How feeds are fetched.</param>
/// <param name="time">Measures the pauses between requests; null: the machine's clock.</param>
public sealed class FeedFetcher(HttpClient http, FetchOptions options, TimeProvider? time = null)
{
    // A feed that is gone for good is never due again (RFC 9110, 15.5.11).
    private static readonly DateTimeOffset _never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly FeedDownload _download = new(http, options, time ?? TimeProvider.System);

    /// <summary>
    /// Fetches every feed once: at most <see cref="FetchOptions.Concurrency"/> at once, two from one host, with a pause
    /// between. No feed's failure stops another.
    /// </summary>
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
        var hosts = new FeedHosts(options.Concurrency, time ?? TimeProvider.System);
        var work = hosts.RunAsync(feeds, (feed, token) => FetchOneAsync(feed, now, token), result => results.Writer.TryWrite(result), ending.Token);
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
            hosts.Dispose();
        }
    }

    /// <summary>Fetches pictures that stories name, under the same guards as feeds; none of them from a private network unless that is allowed.</summary>
    /// <param name="addresses">Where they are.</param>
    /// <param name="largest">The most bytes that one may have.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    /// <returns>What is there, unexamined, by its address; a picture that could not be fetched is missing.</returns>
    /// <exception cref="OperationCanceledException">The fetching was cancelled.</exception>
    public Task<IReadOnlyDictionary<Uri, ReadOnlyMemory<byte>>> FetchPicturesAsync(
        IReadOnlyCollection<Uri> addresses, long largest, CancellationToken cancellation) =>
        new PictureFetch(http, options with { MaxSize = largest }, time ?? TimeProvider.System).RunAsync(addresses, cancellation);

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
            FeedNotModified => new FeedUnchanged(Good(feed, answer, now)),
            FeedNoAnswer none => Failed(feed, none.Problem, now, none.RetryAt),
            _ => throw new InvalidOperationException("An answer of no known kind."),
        };
    }

    private static FetchResult Read(FeedState feed, FeedBody answer, DateTimeOffset now)
    {
        var state = Good(feed, answer, now) with
        {
            ETag = answer.ETag,
            LastModified = answer.LastModified,
            BodyHash = Convert.ToHexStringLower(SHA256.HashData(answer.Body.Span)),
        };
        if (state.BodyHash == feed.BodyHash)
        {
            return new FeedUnchanged(state);
        }

        try
        {
            var document = FeedParser.Parse(answer.Body, answer.ContentType, answer.Address);
            return new FeedRead(state with { NextAt = Freshness.NextAt(now, answer.MaxAge, document.Ttl) }, document);
        }
        catch (ProblemException malformed)
        {
            return Failed(feed, malformed.Problems[0] with { Where = FeedAddress.Shown(feed.Url) }, now, null);
        }
        catch (Exception unforeseen) when (unforeseen is not OutOfMemoryException)
        {
            // A fault of ours, which one feed has found: it must not stop the others.
            var problem = new Problem(ProblemKind.FeedMalformed, FeedAddress.Shown(feed.Url), unforeseen.Message, Cause: unforeseen.ToString());
            return Failed(feed, problem, now, null);
        }
    }

    private static FeedState Good(FeedState feed, FeedAnswer answer, DateTimeOffset now) => feed with
    {
        MovedTo = answer.MovedTo,
        OkAt = now,
        NextAt = Freshness.NextAt(now, answer.MaxAge, null),
        FailingSince = null,
        Failures = 0,
        Problem = null,
    };

    private static FeedFailed Failed(FeedState feed, Problem problem, DateTimeOffset now, DateTimeOffset? retryAt)
    {
        var state = feed with
        {
            FailingSince = feed.FailingSince ?? now,
            Failures = feed.Failures + 1,
            NextAt = problem.Kind == ProblemKind.FeedGone ? _never : retryAt,
            Problem = problem,
        };
        return new FeedFailed(state, problem);
    }
}
