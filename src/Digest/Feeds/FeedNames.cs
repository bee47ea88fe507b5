using System.Collections.Frozen;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>Gives the elements below a root the names that the rest of the reader knows.</summary>
internal sealed class FeedNames(XElement root)
{
    private static readonly FrozenDictionary<string, string> _rss = new[]
    {
        "rss", "channel", "item", "title", "link", "description", "guid", "pubDate", "author", "category", "source", "enclosure", "comments", "image",
        "url", "ttl", "lastBuildDate", "textInput", "language", "copyright", "managingEditor", "webMaster", "generator", "docs", "cloud",
        "abstract", "summary", "content", "encoded", "body", "published", "issued", "updated", "modified", "date",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> _atom = new[]
    {
        "feed", "entry", "title", "link", "id", "updated", "published", "issued", "modified", "created", "summary", "content", "author", "contributor",
        "category", "source", "name", "uri", "email", "rights", "subtitle", "tagline", "icon", "logo", "generator",
        "pubDate",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<XName, XName> _settled = [];
    private readonly XNamespace _rootSpace = root.Name.Namespace;

    /// <summary>Whether there were more stories than are read; they have lost their names.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Renames every element that goes by another name, and cuts off what lies too deep.</summary>
    /// <param name="isAtom">Whether the document is Atom; else it is RSS.</param>
    /// <returns>The stories' elements, in the document's order.</returns>
    public List<XElement> Settle(bool isAtom)
    {
        var own = isAtom ? Vocabulary.Atom : Vocabulary.Rss;
        var story = own + (isAtom ? "entry" : "item");
        List<XElement> stories = [];
        var (element, depth) = (root, 0);
        while (true)
        {
            if (Rename(element, own, isAtom ? _atom : _rss) == story)
            {
                if (stories.Count < FeedLimits.Stories)
                {
                    stories.Add(element);
                }
                else
                {
                    HasMore = true;
                    element.Name = "surplus";
                }
            }

            if (depth == FeedLimits.Depth)
            {
                element.RemoveNodes();
            }

            if (NextElement(element.FirstNode) is { } child)
            {
                (element, depth) = (child, depth + 1);
                continue;
            }

            while (element != root && NextElement(element.NextNode) is null)
            {
                (element, depth) = (element.Parent!, depth - 1);
            }

            if (element == root)
            {
                return stories;
            }

            element = NextElement(element.NextNode)!;
        }
    }

    private XName Rename(XElement element, XNamespace own, FrozenDictionary<string, string> names)
    {
        var given = element.Name;
        if (!_settled.TryGetValue(given, out var settled))
        {
            var space = Settled(element, own);
            var local = given.LocalName;
            settled = space + (space == own && names.TryGetValue(local, out var known) ? known : local);
            _settled[given] = settled;
        }

        if (!ReferenceEquals(settled, given))
        {
            element.Name = settled;
        }

        if (element.HasAttributes)
        {
            // The parser takes an element's default namespace from the nearest declaration.
            element.Attribute("xmlns")?.Remove();
        }

        return settled;
    }

    private XNamespace Settled(XElement element, XNamespace own)
    {
        var space = element.Name.Namespace;
        var known = Vocabulary.Known(space);
        if (space == _rootSpace && known != Vocabulary.Rdf)
        {
            return own;
        }

        if (known is not null)
        {
            return known == Vocabulary.Rss ? own : known;
        }

        var prefix = element.GetPrefixOfNamespace(space);
        return string.IsNullOrEmpty(prefix) ? own : Vocabulary.Prefixed(prefix) ?? space;
    }

    private static XElement? NextElement(XNode? node)
    {
        while (node is not null and not XElement)
        {
            node = node.NextNode;
        }

        return (XElement?)node;
    }
}
