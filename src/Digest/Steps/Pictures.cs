using Digest.Composition;
using Digest.Feeds;

namespace Digest.Steps;

/// <summary>The pictures that editions show, each fetched once in a run.</summary>
internal sealed class Pictures(FeedFetcher fetcher)
{
    private readonly Dictionary<Uri, ReadOnlyMemory<byte>> _fetched = [];

    /// <summary>Fetches those that were not asked for before.</summary>
    /// <returns>Those that are there; what could not be fetched is empty.</returns>
    public async Task<IReadOnlyDictionary<Uri, ReadOnlyMemory<byte>>> AtAsync(IReadOnlyList<Uri> addresses, CancellationToken cancellation)
    {
        var fresh = addresses.Where(address => !_fetched.ContainsKey(address)).ToList();
        var found = await fetcher.FetchPicturesAsync(fresh, Composer.MostPictureBytes, cancellation);
        foreach (var address in fresh)
        {
            // Nothing stands for one that is not there: it is not asked for again.
            _fetched[address] = found.GetValueOrDefault(address);
        }

        return addresses.ToDictionary(address => address, address => _fetched[address]);
    }
}
