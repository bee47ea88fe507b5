using System.Collections.Concurrent;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Spreads the fetching over hosts: none is asked by more than two at once, and none without a breath between.</summary>
internal sealed class FeedHosts(int concurrency, TimeProvider time) : IDisposable
{
    private const int MostAtOneHost = 2;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _places = new(concurrency);

    /// <summary>Works through all feeds.</summary>
    /// <param name="feeds">The feeds.</param>
    /// <param name="fetch">Fetches one.</param>
    /// <param name="done">Takes each result; called from several threads at once.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Task RunAsync(
        IReadOnlyList<FeedState> feeds, Func<FeedState, CancellationToken, Task<FetchResult>> fetch, Action<FetchResult> done,
        CancellationToken cancellation)
    {
        List<Task> workers = [];
        foreach (var host in feeds.GroupBy(feed => feed.Url.IsFile ? feed.Url.LocalPath : (feed.MovedTo ?? feed.Url).IdnHost))
        {
            var queue = new ConcurrentQueue<FeedState>(host);
            for (var i = 0; i < Math.Min(MostAtOneHost, queue.Count); i++)
            {
                workers.Add(Task.Run(() => WorkAsync(queue, fetch, done, cancellation), cancellation));
            }
        }

        return Task.WhenAll(workers);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task WorkAsync(
        ConcurrentQueue<FeedState> queue, Func<FeedState, CancellationToken, Task<FetchResult>> fetch, Action<FetchResult> done,
        CancellationToken cancellation)
    {
        while (queue.TryDequeue(out var feed))
        {
            var result = await InPlaceAsync(feed, fetch, cancellation);
            done(result);
            if (result is FeedFailed { Problem.Kind: ProblemKind.FeedBusy })
            {
                // The host has had enough: its other feeds wait for another run.
                while (queue.TryDequeue(out var other))
                {
                    done(new FeedNotDue(other));
                }
            }

            // One's own machine and network need no sparing.
            if (result is not FeedNotDue && !queue.IsEmpty && !PrivateNetwork.IsMeant(feed.Url))
            {
                await Task.Delay(_pause, time, cancellation);
            }
        }
    }

    private async Task<FetchResult> InPlaceAsync(
        FeedState feed, Func<FeedState, CancellationToken, Task<FetchResult>> fetch, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        try
        {
            return await fetch(feed, cancellation);
        }
        finally
        {
            _places.Release();
        }
    }
}
