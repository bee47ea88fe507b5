using System.Xml.Linq;
using CodeHollow.FeedReader.Feeds;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Reads Atom of every kind (RFC 4287), once <see cref="FeedShape"/> has settled it as Atom 1.0.</summary>
internal static class AtomFeeds
{
    private static readonly XNamespace _atom = Vocabulary.Atom;

    public static FeedDocument Read(XElement root, string format, Uri address)
    {
        var feed = new AtomFeed("", root);
        var title = PlainText.Of(ElementText.Construct(root.Element(_atom + "title")));
        var authors = Authors(new ItemParts(root));
        return new FeedDocument(format, title, [.. feed.Items.Select(item => StoryReader.Read(Told((AtomFeedItem)item, authors, address), title))])
        {
            Ttl = FeedPace.Of(null, root),
        };
    }

    private static ToldStory Told(AtomFeedItem item, List<string> feedAuthors, Uri address)
    {
        var element = item.Element;
        var parts = new ItemParts(element);
        var stated = XmlBase.Stated(element);
        var id = stated is null ? item.Id : XmlBase.Resolve(stated, item.Id);
        var told = new ToldStory
        {
            Guid = id,
            Title = Title(parts),
            Summary = ElementText.Construct(parts[Part.AtomSummary] ?? parts[Part.DcDescription] ?? parts[Part.MediaDescription]),
            Content = ElementText.Construct(parts[Part.AtomContent]),
            Links =
            [
                parts.Text(Part.OriginalLink),
                Alternate(item),
                parts.Text(Part.AtomLink),
                parts[Part.AtomContent] is { } content ? Attributes.Of(content, "src") : null,
                FeedAddress.WebOnly(id),
                item.Links.FirstOrDefault(link => link.Relation == "enclosure")?.Href,
            ],
            Dates = Dates(item, parts),
            Source = parts[Part.AtomSource] is { } source ? PlainText.Of(ElementText.Construct(source.Element(_atom + "title"))) : null,
            Images = StoryImage.Named(parts),
            Base = XmlBase.Of(stated, address),
        };
        told.Authors.AddRange(Authors(parts, feedAuthors));
        told.Categories.AddRange(Categories(parts));
        return told;
    }

    private static Markup Title(ItemParts parts)
    {
        foreach (var (part, element) in parts)
        {
            if (part == Part.AtomTitle && element.FirstNode is not null)
            {
                return ElementText.Construct(element);
            }
        }

        return ElementText.Construct(parts[Part.DcTitle] ?? parts[Part.MediaTitle]);
    }

    // The page for people before other renderings of it (RFC 4287, 4.2.7.2); of several, publishers put the story's own last.
    private static string? Alternate(AtomFeedItem item)
    {
        string? page = null;
        string? other = null;
        foreach (var link in item.Links)
        {
            if (string.IsNullOrWhiteSpace(link.Href) || !(link.Relation ?? "alternate").Equals("alternate", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            other ??= link.Href;
            page = string.IsNullOrWhiteSpace(link.LinkType) || link.LinkType.Contains("html", StringComparison.OrdinalIgnoreCase) ? link.Href : page;
        }

        return page ?? other;
    }

    private static IEnumerable<string?> Dates(AtomFeedItem item, ItemParts parts)
    {
        yield return item.PublishedDateString;
        yield return parts.Text(Part.AtomPublished);
        yield return parts.Text(Part.TermsIssued);
        yield return item.UpdatedDateString;
        yield return parts.Text(Part.AtomUpdated);
        yield return parts.Text(Part.DcDate);
        yield return parts.Text(Part.TermsModified);
        yield return parts.Text(Part.Created);
    }

    // An entry's own authors, else those of what it was taken from, else the feed's (RFC 4287, 4.2.1).
    private static List<string> Authors(ItemParts entry, List<string> feedAuthors)
    {
        var own = Authors(entry);
        if (own.Count == 0 && entry[Part.AtomSource] is { } source)
        {
            own = Authors(new ItemParts(source));
        }

        return own.Count > 0 ? own : feedAuthors;
    }

    private static List<string> Authors(ItemParts parts)
    {
        List<string> authors = [];
        foreach (var (part, element) in parts)
        {
            if (part is Part.AtomAuthor or Part.DcCreator)
            {
                authors.Add(element.HasElements ? ElementText.First(element, _atom + "name") ?? "" : element.Value);
            }
        }

        return authors;
    }

    private static IEnumerable<string> Categories(ItemParts parts)
    {
        foreach (var (part, element) in parts)
        {
            if (part is Part.AtomCategory or Part.DcSubject)
            {
                yield return Attributes.Of(element, "label") ?? Attributes.Of(element, "term") ?? element.Value;
            }
        }
    }
}
