using System.Collections.Frozen;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>
/// A tree to the shape that the parser knows best: RSS of every kind, and CDF, as RSS 2.0; Atom of every kind as Atom 1.0.
/// What a publisher named, wrote or placed otherwise is found all the same.
/// </summary>
internal static class FeedShape
{
    private static readonly FrozenSet<string> _roots =
        new[] { "rss", "rdf", "channel", "feed", "entry", "item" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Settles a tree in place.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="hasMore">Whether it has more stories than are read.</param>
    /// <returns>The format that it was in.</returns>
    /// <exception cref="FormatException">It is no feed.</exception>
    public static string Settle(XDocument tree, out bool hasMore)
    {
        // The parser decodes each value once more by what is declared, or by the machine's code page where nothing is.
        tree.Declaration = new XDeclaration("1.0", "utf-8", null);
        var root = tree.Root!;
        if (!_roots.Contains(root.Name.LocalName))
        {
            var inner = root.Descendants().FirstOrDefault(e => _roots.Contains(e.Name.LocalName));
            if (inner is null || root.Name.LocalName.Equals("html", StringComparison.OrdinalIgnoreCase))
            {
                throw new FormatException($"its root element is <{root.Name.LocalName}>, which is no feed's");
            }

            inner.Remove();
            root.ReplaceWith(inner);
            root = inner;
        }

        var kind = root.Name.LocalName.ToLowerInvariant();
        var format = Format(root, kind);
        var isAtom = kind is "feed" or "entry";
        var names = new FeedNames(root);
        var stories = names.Settle(isAtom);
        hasMore = names.HasMore;
        if (isAtom)
        {
            GatherEntries(tree, stories);
        }
        else
        {
            GatherItems(tree, kind, stories);
        }

        Declare(tree.Root!, isAtom);
        return format;
    }

    private static string Format(XElement root, string kind) => kind switch
    {
        "feed" or "entry" => root.Name.NamespaceName.Contains("2005", StringComparison.Ordinal) || Attributes.Of(root, "version") is null ? "atom-1.0" : "atom-0.3",
        "rdf" => root.Descendants().Any(e => e.Name.NamespaceName.Contains("/simple/0.9", StringComparison.Ordinal)) ? "rss-0.90" : "rdf-1.0",
        "channel" => root.Name.NamespaceName.Contains("rss1.1", StringComparison.Ordinal) ? "rdf-1.1" : "cdf",
        _ => Attributes.Of(root, "version")?.Trim() switch
        {
            "0.9" or "0.90" => "rss-0.90",
            "0.91" => "rss-0.91",
            "0.92" or "0.93" or "0.94" => "rss-0.92",
            _ => "rss-2.0",
        },
    };

    // The parser looks through all of a root's declarations for each value that it reads: it gets those that it asks for, and no others.
    private static void Declare(XElement root, bool isAtom)
    {
        root.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        root.SetAttributeValue("xmlns", isAtom ? Vocabulary.Atom.NamespaceName : null);
        foreach (var (prefix, name) in Vocabulary.Prefixes)
        {
            root.SetAttributeValue(XNamespace.Xmlns + prefix, name.NamespaceName);
        }
    }

    private static void GatherEntries(XDocument tree, List<XElement> entries)
    {
        var feed = tree.Root!;
        if (feed.Name != Vocabulary.Atom + "feed")
        {
            feed.Remove();
            feed = new XElement(Vocabulary.Atom + "feed", feed);
            tree.Add(feed);
        }

        MoveInto(feed, entries);
    }

    private static void GatherItems(XDocument tree, string kind, List<XElement> items)
    {
        var root = tree.Root!;
        var channel = kind switch
        {
            "channel" => root,
            "item" => new XElement("channel"),
            _ => root.Element("channel") ?? new XElement("channel"),
        };
        if (channel == root || kind == "item")
        {
            root.Remove();
            root = new XElement("rss", root.Attributes().Where(attribute => attribute.Name.Namespace == XNamespace.Xml));
            tree.Add(root);
        }

        if (channel.Parent is null)
        {
            root.Add(channel);
        }

        MoveInto(channel, items);
    }

    // In the document's order, wherever it put them.
    private static void MoveInto(XElement parent, List<XElement> stories)
    {
        if (stories.TrueForAll(story => story.Parent == parent))
        {
            return;
        }

        foreach (var story in stories)
        {
            if (story.Parent is not null)
            {
                story.Remove();
            }

            parent.Add(story);
        }
    }
}
