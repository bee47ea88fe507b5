using System.Collections.Frozen;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>What an item may say, by vocabulary.</summary>
internal enum Part
{
    None,
    Title,
    Link,
    Guid,
    Description,
    Summary,
    Content,
    Author,
    Category,
    Source,
    Enclosure,
    Image,
    Published,
    Updated,
    AtomTitle,
    AtomLink,
    AtomId,
    AtomSummary,
    AtomContent,
    AtomAuthor,
    AtomCategory,
    AtomSource,
    AtomPublished,
    AtomUpdated,
    Created,
    DcTitle,
    DcDescription,
    DcCreator,
    DcSubject,
    DcDate,
    TermsIssued,
    TermsModified,
    Encoded,
    Body,
    MediaGroup,
    MediaContent,
    MediaThumbnail,
    MediaTitle,
    MediaDescription,
    ItunesTitle,
    ItunesSummary,
    ItunesAuthor,
    ItunesImage,
    OriginalLink,
}

/// <summary>An item's children, each looked at once.</summary>
internal sealed class ItemParts
{
    private static readonly FrozenDictionary<XName, Part> _parts = Names().ToFrozenDictionary(pair => pair.Name, pair => pair.Part);

    private readonly List<(Part Part, XElement Element)> _all = new(16);

    /// <summary>Sorts an item's children.</summary>
    public ItemParts(XElement item) => Take(item);

    /// <summary>The first child of its kind, or null.</summary>
    public XElement? this[Part part]
    {
        get
        {
            foreach (var (kind, element) in _all)
            {
                if (kind == part)
                {
                    return element;
                }
            }

            return null;
        }
    }

    /// <summary>All children, in the document's order.</summary>
    public List<(Part Part, XElement Element)>.Enumerator GetEnumerator() => _all.GetEnumerator();

    /// <summary>Whether there is any child of a kind.</summary>
    public bool Has(Part part) => this[part] is not null;

    /// <summary>What the first child of a kind that says anything says; null where none does.</summary>
    public string? Text(Part part)
    {
        foreach (var (kind, element) in _all)
        {
            if (kind == part && element.Value is var value && !string.IsNullOrWhiteSpace(value))
            {
                return value;
            }
        }

        return null;
    }

    private void Take(XElement parent)
    {
        for (var node = parent.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is not XElement child || !_parts.TryGetValue(child.Name, out var part))
            {
                continue;
            }

            _all.Add((part, child));
            // Media RSS puts a picture's words inside the picture, and some put them into an enclosure.
            if (part is Part.MediaGroup or Part.MediaContent or Part.Enclosure)
            {
                Take(child);
            }
        }
    }

    private static IEnumerable<(XName Name, Part Part)> Names() =>
    [
        .. In(
            Vocabulary.Rss, ("title", Part.Title), ("link", Part.Link), ("guid", Part.Guid), ("description", Part.Description), ("abstract", Part.Description),
            ("summary", Part.Summary), ("content", Part.Content), ("encoded", Part.Content), ("body", Part.Content), ("author", Part.Author),
            ("category", Part.Category), ("source", Part.Source), ("enclosure", Part.Enclosure), ("image", Part.Image), ("pubDate", Part.Published),
            ("published", Part.Published), ("issued", Part.Published), ("updated", Part.Updated), ("modified", Part.Updated), ("date", Part.Updated)),
        .. In(
            Vocabulary.Atom, ("title", Part.AtomTitle), ("link", Part.AtomLink), ("id", Part.AtomId), ("summary", Part.AtomSummary),
            ("content", Part.AtomContent), ("author", Part.AtomAuthor), ("category", Part.AtomCategory), ("source", Part.AtomSource),
            ("published", Part.AtomPublished), ("issued", Part.AtomPublished), ("pubDate", Part.AtomPublished), ("updated", Part.AtomUpdated),
            ("modified", Part.AtomUpdated), ("created", Part.Created)),
        .. In(
            Vocabulary.DublinCore, ("title", Part.DcTitle), ("description", Part.DcDescription), ("creator", Part.DcCreator), ("author", Part.DcCreator),
            ("subject", Part.DcSubject), ("date", Part.DcDate)),
        .. In(Vocabulary.Terms, ("issued", Part.TermsIssued), ("modified", Part.TermsModified), ("created", Part.Created)),
        .. In(
            Vocabulary.Media, ("group", Part.MediaGroup), ("content", Part.MediaContent), ("thumbnail", Part.MediaThumbnail), ("title", Part.MediaTitle),
            ("description", Part.MediaDescription)),
        .. In(
            Vocabulary.Itunes, ("title", Part.ItunesTitle), ("summary", Part.ItunesSummary), ("subtitle", Part.ItunesSummary), ("author", Part.ItunesAuthor),
            ("image", Part.ItunesImage)),
        .. In(Vocabulary.Xhtml, ("body", Part.Body), ("div", Part.Body)),
        (Vocabulary.Content + "encoded", Part.Encoded),
        (Vocabulary.FeedBurner + "origLink", Part.OriginalLink),
    ];

    private static IEnumerable<(XName Name, Part Part)> In(XNamespace space, params (string Local, Part Part)[] parts) =>
        parts.Select(part => (space + part.Local, part.Part));
}
