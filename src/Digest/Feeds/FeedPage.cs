using System.Text.RegularExpressions;

namespace Digest.Feeds;

/// <summary>
/// A web page where a feed should be. Its tags are read one by one, without a tree: pages are as hostile as feeds, and of
/// this one nothing is wanted but addresses.
/// </summary>
internal static partial class FeedPage
{
    private const int MostPreamble = 2048;

    private const int MostPage = 1024 * 1024;

    private const int MostTags = 2000;

    private static readonly string[] _feedTypes =
        ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json", "text/xml", "application/xml"];

    private static readonly string[] _feedWords = ["rss", "atom", "feed", ".xml", ".rdf"];

    /// <summary>Whether a text is a web page.</summary>
    public static bool Looks(string text) => PagePattern().IsMatch(text.AsSpan(0, Math.Min(text.Length, MostPreamble)));

    /// <summary>The feeds that a page announces, in its order (HTML, 4.6.7: <c>rel=alternate</c>).</summary>
    public static IEnumerable<Uri> Announced(string page, Uri address)
    {
        var baseAddress = Base(page, address);
        return Tags(page, "link").Where(IsFeed).Select(tag => FeedAddress.OfWeb(tag.Attribute("href"), baseAddress)).OfType<Uri>().Distinct();
    }

    /// <summary>The addresses on a page that look like a feed's.</summary>
    public static IEnumerable<Uri> Linked(string page, Uri address)
    {
        var baseAddress = Base(page, address);
        return Tags(page, "a").Select(tag => tag.Attribute("href"))
            .Where(link => link is not null && _feedWords.Any(word => link.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(link => FeedAddress.OfWeb(link, baseAddress))
            .OfType<Uri>()
            .Distinct();
    }

    private static Uri Base(string page, Uri address) =>
        Tags(page, "base").Select(tag => FeedAddress.OfWeb(tag.Attribute("href"), address)).FirstOrDefault(given => given is not null) ?? address;

    private static bool IsFeed(LenientTag tag)
    {
        var relations = (tag.Attribute("rel") ?? "").Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return relations.Contains("feed", StringComparer.OrdinalIgnoreCase)
            || (relations.Contains("alternate", StringComparer.OrdinalIgnoreCase)
                && _feedTypes.Contains((tag.Attribute("type") ?? "").Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<LenientTag> Tags(string page, string name)
    {
        var entities = new LenientEntities("", new HashSet<string>());
        var read = page[..Math.Min(page.Length, MostPage)];
        for (var (at, count) = (0, 0); count < MostTags; count++)
        {
            var match = TagPattern().Match(read, at);
            if (!match.Success)
            {
                yield break;
            }

            var tag = LenientTag.Read(read, match.Index, entities);
            at = tag.End;
            if (tag.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                yield return tag;
            }
        }
    }

    [GeneratedRegex("<(?:html|!doctype html|head|body)\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PagePattern();

    [GeneratedRegex("<(?:link|base|a)\\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();
}
