using System.Xml.Linq;
using CodeHollow.FeedReader.Feeds;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Reads Atom of every kind (RFC 4287), once <see cref="FeedShape"/> has settled it as Atom 1.0.</summary>
internal static class AtomFeeds
{
    private static readonly XNamespace _atom = Vocabulary.Atom;
    private static readonly XNamespace _dc = Vocabulary.DublinCore;
    private static readonly XNamespace _media = Vocabulary.Media;

    public static FeedDocument Read(XElement root, string format, Uri address)
    {
        var feed = new AtomFeed("", root);
        var title = PlainText.Of(ElementText.Construct(root.Element(_atom + "title")));
        var authors = Authors(root);
        return new FeedDocument(
            format, title,
            [.. feed.Items.Cast<AtomFeedItem>().Where(item => !Unfinished.Is(item.Element)).Select(item => StoryReader.Read(Told(item, authors, address), title))])
        {
            Ttl = FeedPace.Of(null, root),
        };
    }

    private static ToldStory Told(AtomFeedItem item, List<string> feedAuthors, Uri address)
    {
        var element = item.Element;
        var stated = XmlBase.Stated(element);
        var id = stated is null ? item.Id : XmlBase.Resolve(stated, item.Id);
        var source = element.Element(_atom + "source");
        var authors = Authors(element);
        return new ToldStory
        {
            Guid = id,
            Title = ElementText.Construct(
                element.Elements(_atom + "title").FirstOrDefault(title => title.Value.Length > 0) ?? element.Element(_dc + "title")
                ?? element.Descendants(_media + "title").FirstOrDefault()),
            Summary = ElementText.Construct(
                element.Element(_atom + "summary") ?? element.Element(_dc + "description") ?? element.Descendants(_media + "description").FirstOrDefault()),
            Content = ElementText.Construct(element.Element(_atom + "content")),
            Links =
            [
                (string?)element.Element(Vocabulary.FeedBurner + "origLink"),
                Alternate(item),
                ElementText.First(element, _atom + "link"),
                Attributes.Of(element.Element(_atom + "content") ?? element, "src"),
                id?.TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase) == true ? id : null,
                item.Links.FirstOrDefault(link => link.Relation == "enclosure")?.Href,
            ],
            Dates = [.. Dates(item, element)],
            Source = source is null ? null : PlainText.Of(ElementText.Construct(source.Element(_atom + "title"))),
            Images = [.. StoryImage.InElement(element)],
            Authors = authors.Count > 0 ? authors : source is not null && Authors(source) is { Count: > 0 } theirs ? theirs : feedAuthors,
            Categories =
            [
                .. element.Elements(_atom + "category").Select(c => Attributes.Of(c, "label") ?? Attributes.Of(c, "term") ?? c.Value),
                .. element.Elements(_dc + "subject").Select(subject => subject.Value),
            ],
            Base = XmlBase.Of(stated, address),
        };
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

    private static IEnumerable<string?> Dates(AtomFeedItem item, XElement element)
    {
        yield return item.PublishedDateString;
        yield return (string?)element.Element(_atom + "issued");
        yield return (string?)element.Element(_atom + "pubDate");
        yield return (string?)element.Element(Vocabulary.Terms + "issued");
        yield return item.UpdatedDateString;
        yield return (string?)element.Element(_atom + "modified");
        yield return (string?)element.Element(_dc + "date");
        yield return (string?)element.Element(Vocabulary.Terms + "modified");
        yield return (string?)element.Element(_atom + "created");
    }

    private static List<string> Authors(XElement element) =>
    [
        .. element.Elements(_atom + "author").Select(author => ElementText.First(author, _atom + "name") ?? (author.HasElements ? "" : author.Value)),
        .. element.Elements(_dc + "creator").Select(creator => creator.Value),
    ];
}
