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
        var title = PlainText.Of(Text(root.Element(_atom + "title")));
        var authors = Authors(root);
        return new FeedDocument(
            format, title, [.. feed.Items.Cast<AtomFeedItem>().Select(item => StoryReader.Read(Told(item, authors, address), title))]);
    }

    private static ToldStory Told(AtomFeedItem item, IReadOnlyList<string> feedAuthors, Uri address)
    {
        var element = item.Element;
        var source = element.Element(_atom + "source");
        var authors = Authors(element);
        return new ToldStory
        {
            Guid = item.Id,
            Title = Text(element.Element(_atom + "title")),
            Summary = Text(element.Element(_atom + "summary")),
            Content = Text(element.Element(_atom + "content")),
            Links =
            [
                (string?)element.Element(Vocabulary.FeedBurner + "origLink"),
                Link(item, "alternate") ?? Link(item, ""),
                (string?)element.Element(_atom + "content")?.Attribute("src"),
                item.Id,
                Link(item, "enclosure"),
            ],
            Dates = [item.PublishedDateString, (string?)element.Element(_atom + "issued"), item.UpdatedDateString, (string?)element.Element(_atom + "modified")],
            Source = source is null ? null : Text(source.Element(_atom + "title")).Value,
            Images = [.. StoryImage.InElement(element)],
            Authors = authors.Count > 0 ? authors : source is not null && Authors(source) is { Count: > 0 } theirs ? theirs : feedAuthors,
            Categories = [.. element.Elements(_atom + "category").Select(c => (string?)c.Attribute("label") ?? (string?)c.Attribute("term") ?? "")],
            Base = XmlBase.Of(element, address),
        };
    }

    // A text construct (RFC 4287, 3.1), or Atom 0.3's content construct.
    private static Markup Text(XElement? element)
    {
        if (element is null)
        {
            return default;
        }

        var type = ((string?)element.Attribute("type") ?? "text").Trim().ToLowerInvariant();
        return element.HasElements
            ? new(string.Concat(element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))))
            : new(element.Value, type is not ("text" or "text/plain"));
    }

    private static string? Link(AtomFeedItem item, string relation) =>
        item.Links.FirstOrDefault(link => (link.Relation ?? "alternate") == relation && !string.IsNullOrWhiteSpace(link.Href))?.Href;

    private static List<string> Authors(XElement element) =>
        [.. element.Elements(_atom + "author").Select(author => (string?)author.Element(_atom + "name") ?? author.Value)];
}
