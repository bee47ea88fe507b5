using System.Collections.Frozen;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>Gives the elements below a root the names that the rest of the reader knows.</summary>
internal sealed class FeedNames(XElement root)
{
    // No feed nests deeper, and what reads the tree further on may recur as deep as this.
    private const int MostDepth = 100;

    private static readonly FrozenDictionary<string, string> _rss = new[]
    {
        "rss", "channel", "item", "title", "link", "description", "guid", "pubDate", "author", "category", "source", "enclosure", "comments", "image",
        "url", "ttl", "lastBuildDate", "textInput", "language", "copyright", "managingEditor", "webMaster", "generator", "docs", "cloud",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> _atom = new[]
    {
        "feed", "entry", "title", "link", "id", "updated", "published", "issued", "modified", "created", "summary", "content", "author", "contributor",
        "category", "source", "name", "uri", "email", "rights", "subtitle", "tagline", "icon", "logo", "generator",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<XNamespace, XNamespace> _settled = [];

    /// <summary>Cuts off what lies too deep.</summary>
    public void CutDepth()
    {
        var (element, depth) = (root, 0);
        while (true)
        {
            if (depth == MostDepth)
            {
                element.RemoveNodes();
            }

            if (FirstChild(element) is { } child)
            {
                (element, depth) = (child, depth + 1);
                continue;
            }

            while (element != root && Next(element) is null)
            {
                (element, depth) = (element.Parent!, depth - 1);
            }

            if (element == root)
            {
                return;
            }

            element = Next(element)!;
        }
    }

    /// <summary>Renames every element that goes by another name.</summary>
    /// <param name="isAtom">Whether the document is Atom; else it is RSS.</param>
    /// <returns>The stories' elements, in the document's order.</returns>
    public List<XElement> Settle(bool isAtom)
    {
        var own = isAtom ? Vocabulary.Atom : Vocabulary.Rss;
        var names = isAtom ? _atom : _rss;
        var story = own + (isAtom ? "entry" : "item");
        List<XElement> stories = [];
        _settled[own] = own;
        _settled[Vocabulary.Rss] = own;
        foreach (var element in root.DescendantsAndSelf())
        {
            var space = element.Name.Namespace;
            if (!_settled.TryGetValue(space, out var settled))
            {
                settled = Settled(element, own);
                _settled[space] = settled;
            }

            var local = settled == own && names.TryGetValue(element.Name.LocalName, out var known) ? known : element.Name.LocalName;
            if (settled != space || !ReferenceEquals(local, element.Name.LocalName))
            {
                element.Name = settled + local;
            }

            if (element.Name == story)
            {
                stories.Add(element);
            }

            // The parser takes an element's default namespace from the nearest declaration.
            element.Attribute("xmlns")?.Remove();
        }

        return stories;
    }

    private XNamespace Settled(XElement element, XNamespace own)
    {
        var space = element.Name.Namespace;
        if (Vocabulary.Known(space) is { } known)
        {
            return known == Vocabulary.Rss || (known == Vocabulary.Atom && element == root) ? own : known;
        }

        var prefix = element.GetPrefixOfNamespace(space);
        return element == root || string.IsNullOrEmpty(prefix) ? own : Vocabulary.Prefixed(prefix) ?? space;
    }

    private static XElement? FirstChild(XElement element) => element.FirstNode as XElement ?? (element.FirstNode is { } node ? NextElement(node) : null);

    private static XElement? Next(XElement element) => NextElement(element);

    private static XElement? NextElement(XNode node)
    {
        var next = node.NextNode;
        while (next is not null and not XElement)
        {
            next = next.NextNode;
        }

        return (XElement?)next;
    }
}
