using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>
/// A tree to the shape that the parser knows best: RSS of every kind as RSS 2.0, Atom of every kind as Atom 1.0. What a
/// publisher named or placed otherwise is found all the same.
/// </summary>
internal static class FeedShape
{
    /// <summary>Settles a tree in place.</summary>
    /// <returns>The format that it was in.</returns>
    /// <exception cref="FormatException">It is no feed.</exception>
    public static string Settle(XDocument tree)
    {
        // The parser decodes each value once more by what is declared, or by the machine's code page where nothing is.
        tree.Declaration = new XDeclaration("1.0", "utf-8", null);
        var root = tree.Root!;
        var kind = root.Name.LocalName.ToLowerInvariant();
        switch (kind)
        {
            case "feed":
            case "entry":
                var atom = root.Name.NamespaceName.Contains("2005", StringComparison.Ordinal) ? "atom-1.0"
                    : root.Name.Namespace == XNamespace.None && (string?)root.Attribute("version") != "0.3" ? "atom-1.0"
                    : "atom-0.3";
                Rename(root, Vocabulary.Atom);
                if (kind == "entry")
                {
                    root.Remove();
                    tree.Add(new XElement(Vocabulary.Atom + "feed", root));
                }

                tree.Root!.SetAttributeValue("xmlns", Vocabulary.Atom.NamespaceName);
                return atom;
            case "rss":
            case "rdf":
            case "channel":
                var rss = kind == "rdf" ? RdfVersion(root) : RssVersion(root);
                Rename(root, Vocabulary.Rss);
                GatherItems(tree);
                return rss;
            default:
                throw new FormatException($"its root element is <{root.Name.LocalName}>, which is no feed's");
        }
    }

    private static string RdfVersion(XElement root) =>
        root.Descendants().Any(e => e.Name.NamespaceName.Contains("0.9", StringComparison.Ordinal)) ? "rss-0.90" : "rdf-1.0";

    private static string RssVersion(XElement root) => ((string?)root.Attribute("version"))?.Trim() switch
    {
        "0.90" or "0.9" => "rss-0.90",
        "0.91" => "rss-0.91",
        "0.92" or "0.93" or "0.94" => "rss-0.92",
        _ => "rss-2.0",
    };

    private static void Rename(XElement root, XNamespace own)
    {
        var given = root.Name.Namespace;
        foreach (var element in root.DescendantsAndSelf())
        {
            var space = element.Name.Namespace;
            if (space == own)
            {
                continue;
            }

            var settled = space == given && element != root && space == Vocabulary.Rdf ? Vocabulary.Rdf
                : space == given ? own
                : Vocabulary.Canonical(space);
            if (settled != space)
            {
                element.Name = settled + element.Name.LocalName;
            }

            element.Attribute("xmlns")?.Remove();
        }

        foreach (var (prefix, name) in Vocabulary.Prefixes)
        {
            root.SetAttributeValue(XNamespace.Xmlns + prefix, name.NamespaceName);
        }
    }

    private static void GatherItems(XDocument tree)
    {
        var root = tree.Root!;
        var channel = root.Name.LocalName.Equals("channel", StringComparison.OrdinalIgnoreCase)
            ? root
            : root.Elements().FirstOrDefault(e => e.Name.LocalName.Equals("channel", StringComparison.OrdinalIgnoreCase));
        channel ??= new XElement("channel");
        var items = root.Descendants().Where(e => e.Name.Namespace == Vocabulary.Rss && e.Name.LocalName.Equals("item", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var item in items)
        {
            item.Name = "item";
            if (item.Parent != channel)
            {
                item.Remove();
                channel.Add(item);
            }
        }

        channel.Name = "channel";
        if (channel == root)
        {
            root.Remove();
            tree.Add(new XElement("rss", channel));
        }
        else if (channel.Parent is null)
        {
            root.Add(channel);
        }
    }
}
