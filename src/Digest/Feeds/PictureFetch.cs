using System.Collections.Concurrent;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Fetches the pictures that stories name: addresses that a feed gave and nobody chose.</summary>
internal sealed class PictureFetch(HttpClient http, FetchOptions options, TimeProvider time)
{
    private const int MostAtOneHost = 2;

    private readonly FeedDownload _download = new(http, options, time) { Accept = "image/jpeg, image/png, image/gif", IsChosen = false };

    public async Task<IReadOnlyDictionary<Uri, ReadOnlyMemory<byte>>> RunAsync(IReadOnlyCollection<Uri> addresses, CancellationToken cancellation)
    {
        var fetched = new ConcurrentDictionary<Uri, ReadOnlyMemory<byte>>();
        var oneAfterTheOther = addresses.Where(FeedAddress.IsWeb).GroupBy(address => address.IdnHost)
            .SelectMany(host => host.Index().GroupBy(address => address.Index % MostAtOneHost, address => address.Item));
        await Parallel.ForEachAsync(
            oneAfterTheOther,
            new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellation },
            async (queue, token) =>
            {
                foreach (var address in queue)
                {
                    if (await _download.AskAsync(new FeedState { Url = address }, time.GetUtcNow(), token) is FeedBody picture)
                    {
                        fetched[address] = picture.Body;
                    }
                }
            });
        return fetched;
    }
}
