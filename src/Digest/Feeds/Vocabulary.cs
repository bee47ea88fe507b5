using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>The namespaces that feeds speak in, each under the one name that the rest of the reader knows.</summary>
internal static class Vocabulary
{
    public static readonly XNamespace Rss = XNamespace.None;
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    public static readonly XNamespace Terms = "http://purl.org/dc/terms/";
    public static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    public static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    public static readonly XNamespace Itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    public static readonly XNamespace FeedBurner = "http://rssnamespace.org/feedburner/ext/1.0";
    public static readonly XNamespace Syndication = "http://purl.org/rss/1.0/modules/syndication/";
    public static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>The prefixes under which CodeHollow.FeedReader looks for a vocabulary.</summary>
    public static readonly (string Prefix, XNamespace Name)[] Prefixes = [("dc", DublinCore), ("content", Content), ("media", Media)];

    private static readonly Dictionary<string, XNamespace> _prefixed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["atom"] = Atom,
        ["atom10"] = Atom,
        ["a10"] = Atom,
        ["rdf"] = Rdf,
        ["rss"] = Rss,
        ["dc"] = DublinCore,
        ["dcterms"] = Terms,
        ["content"] = Content,
        ["media"] = Media,
        ["itunes"] = Itunes,
        ["feedburner"] = FeedBurner,
        ["sy"] = Syndication,
        ["xhtml"] = Xhtml,
        ["xml"] = XNamespace.Xml,
    };

    private static readonly Dictionary<string, XNamespace> _canonical = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http://purl.org/rss/1.0"] = Rss,
        ["http://my.netscape.com/rdf/simple/0.9"] = Rss,
        ["http://channel.netscape.com/rdf/simple/0.9"] = Rss,
        ["http://my.netscape.com/publish/formats/rss-0.91.dtd"] = Rss,
        ["http://purl.org/net/rss1.1#"] = Rss,
        ["http://purl.org/rss/1.0/modules/rss091#"] = Rss,
        ["http://blogs.law.harvard.edu/tech/rss"] = Rss,
        ["http://cyber.law.harvard.edu/rss"] = Rss,
        ["http://www.w3.org/2005/Atom"] = Atom,
        ["http://purl.org/atom/ns#"] = Atom,
        ["http://example.com/newformat#"] = Atom,
        ["http://example.com/necho"] = Atom,
        ["http://purl.org/echo"] = Atom,
        ["http://purl.org/pie"] = Atom,
        ["uri/of/echo/namespace#"] = Atom,
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = Rdf,
        ["http://purl.org/dc/elements/1.0"] = DublinCore,
        ["http://purl.org/dc/elements/1.1"] = DublinCore,
        ["http://purl.org/dc/terms"] = Terms,
        ["http://purl.org/rss/1.0/modules/content"] = Content,
        ["http://search.yahoo.com/mrss"] = Media,
        ["http://video.search.yahoo.com/mrss"] = Media,
        ["http://www.rssboard.org/media-rss"] = Media,
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = Itunes,
        ["http://example.com/dtds/podcast-1.0.dtd"] = Itunes,
        ["http://rssnamespace.org/feedburner/ext/1.0"] = FeedBurner,
        ["http://purl.org/rss/1.0/modules/syndication"] = Syndication,
        ["http://www.w3.org/1999/xhtml"] = Xhtml,
    };

    /// <summary>The one name of a namespace that goes by several, whatever its case and final slash; null for one that nobody here knows.</summary>
    public static XNamespace? Known(XNamespace name)
    {
        var plain = name.NamespaceName.Trim().TrimEnd('/');
        return plain.Length == 0 ? Rss
            : _canonical.TryGetValue(plain, out var known) ? known
            : plain.Contains("backend.userland.com/rss", StringComparison.OrdinalIgnoreCase) ? Rss
            : null;
    }

    /// <summary>What a prefix means everywhere, or null.</summary>
    public static XNamespace? Prefixed(string prefix) => _prefixed.GetValueOrDefault(prefix);
}
