using Digest.News;

namespace Digest.Feeds;

/// <summary>A feed that was found and read.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Document">What it says.</param>
public sealed record FoundFeed(Uri Url, FeedDocument Document);

/// <summary>Finds the feeds of a page.</summary>
/// <param name="http">The client, as <see cref="FeedClient"/> makes it.</param>
/// <param name="options">How feeds are fetched.</param>
/// <param name="time">Measures the pauses between requests; null: the machine's clock.</param>
public sealed class FeedFinder(HttpClient http, FetchOptions options, TimeProvider? time = null)
{
    private const int MostCandidates = 20;

    private static readonly string[] _usualPaths =
        ["feed", "rss", "atom.xml", "rss.xml", "feed.xml", "index.xml", "feed/", "feed.json", "?feed=rss2", "feeds/posts/default"];

    private readonly FeedDownload _download = new(http, options, time ?? TimeProvider.System);

    /// <summary>
    /// Finds the feeds that a page announces or links to and, where there are none, those at the places where publishing
    /// software usually puts them. Each has been read; an address that is a feed itself finds itself.
    /// </summary>
    /// <param name="page">The page's address: http or https.</param>
    /// <param name="now">The moment of the search.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The feeds, the page's own order first; none twice.</returns>
    /// <exception cref="ProblemException">The page can't be fetched.</exception>
    public async Task<IReadOnlyList<FoundFeed>> FindAsync(Uri page, DateTimeOffset now, CancellationToken cancellation)
    {
        var answer = await _download.AskAsync(new FeedState { Url = page }, now, cancellation);
        if (answer is not FeedBody body)
        {
            throw new ProblemException(((FeedNoAnswer)answer).Problem);
        }

        if (Read(body) is { } itself)
        {
            return [new FoundFeed(page, itself)];
        }

        var text = FeedText.Decode(body.Body.Span, body.ContentType, out _);
        var announced = await VerifyAsync(FeedPage.Announced(text, body.Address), now, cancellation);
        return announced.Count > 0 ? announced
            : await VerifyAsync(FeedPage.Linked(text, body.Address), now, cancellation) is { Count: > 0 } linked ? linked
            : await VerifyAsync(Usual(body.Address), now, cancellation);
    }

    private static IEnumerable<Uri> Usual(Uri page)
    {
        var folder = new Uri(page, page.AbsolutePath.EndsWith('/') ? page.AbsolutePath : $"{page.AbsolutePath}/");
        return _usualPaths.Select(path => new Uri(folder, path)).Concat(_usualPaths.Select(path => new Uri(new Uri(page, "/"), path)));
    }

    // One after the other: they are all of one host.
    private async Task<IReadOnlyList<FoundFeed>> VerifyAsync(IEnumerable<Uri> candidates, DateTimeOffset now, CancellationToken cancellation)
    {
        List<FoundFeed> found = [];
        HashSet<Uri> seen = [];
        foreach (var candidate in candidates.Distinct().Take(MostCandidates))
        {
            var answer = await _download.AskAsync(new FeedState { Url = candidate }, now, cancellation);
            // Two addresses that lead to one are one feed.
            if (answer is FeedBody body && seen.Add(body.Address) && Read(body) is { } document)
            {
                found.Add(new FoundFeed(candidate, document));
            }
        }

        return found;
    }

    private static FeedDocument? Read(FeedBody body)
    {
        try
        {
            return FeedParser.Parse(body.Body, body.ContentType, body.Address);
        }
        catch (ProblemException)
        {
            return null;
        }
    }
}
