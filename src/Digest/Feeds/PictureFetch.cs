using System.Collections.Concurrent;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Fetches the pictures that stories name: addresses that a feed gave and nobody chose.</summary>
internal sealed class PictureFetch(HttpClient http, FetchOptions options, TimeProvider time)
{
    private readonly FeedDownload _download = new(http, options, time) { Accept = "image/jpeg, image/png, image/gif", IsChosen = false };

    public async Task<IReadOnlyDictionary<Uri, ReadOnlyMemory<byte>>> RunAsync(IReadOnlyCollection<Uri> addresses, CancellationToken cancellation)
    {
        var fetched = new ConcurrentDictionary<Uri, ReadOnlyMemory<byte>>();
        await Parallel.ForEachAsync(
            addresses.Where(FeedAddress.IsWeb),
            new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellation },
            async (address, token) =>
            {
                if (await _download.AskAsync(new FeedState { Url = address }, time.GetUtcNow(), token) is FeedBody picture)
                {
                    fetched[address] = picture.Body;
                }
            });
        return fetched;
    }
}
