using AngleSharp.Html.Parser;

namespace Digest.Feeds;

/// <summary>A web page where a feed should be.</summary>
internal static class FeedPage
{
    // Pages announce their feeds in the head; nothing further is worth building a tree of.
    private const int MostHead = 128 * 1024;

    private const int MostPreamble = 2048;

    private static readonly string[] _feedTypes =
        ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json", "text/xml", "application/xml"];

    /// <summary>Whether a text is a web page.</summary>
    public static bool Looks(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, MostPreamble));
        return start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<head", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<body", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The feeds that a page announces, in its order (HTML, 4.6.7.1: <c>rel=alternate</c>).</summary>
    public static IEnumerable<Uri> Announced(string page, Uri address)
    {
        var end = page.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var head = page[..Math.Min(end < 0 ? page.Length : end, MostHead)];
        using var document = new HtmlParser().ParseDocument(head);
        var baseAddress = FeedAddress.OfWeb(document.QuerySelector("base[href]")?.GetAttribute("href"), address) ?? address;
        return
        [
            .. document.QuerySelectorAll("link[rel~=alternate][href], link[rel~=feed][href]")
                .Where(link => _feedTypes.Contains(link.GetAttribute("type")?.Split(';')[0].Trim().ToLowerInvariant() ?? "")
                    || (link.GetAttribute("rel") ?? "").Contains("feed", StringComparison.OrdinalIgnoreCase))
                .Select(link => FeedAddress.OfWeb(link.GetAttribute("href"), baseAddress))
                .OfType<Uri>()
                .Distinct(),
        ];
    }
}
