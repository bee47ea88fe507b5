using System.Xml.Linq;
using CodeHollow.FeedReader.Feeds;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Reads RSS of every kind, once <see cref="FeedShape"/> has settled it as RSS 2.0.</summary>
internal static class RssFeeds
{
    public static FeedDocument Read(XElement root, string format, Uri address)
    {
        var channel = root.Element("channel")!;
        var feed = new Rss20Feed("", channel);
        var title = PlainText.Of(new Markup(feed.Title));
        return new FeedDocument(
            format, title, [.. feed.Items.Cast<Rss20FeedItem>().Select(item => StoryReader.Read(Told(item, BaseOf(item.Element, address)), title))]);
    }

    private static ToldStory Told(Rss20FeedItem item, Uri baseAddress)
    {
        var element = item.Element;
        var guid = element.Element("guid");
        var permalink = guid is not null && !"false".Equals((string?)guid.Attribute("isPermaLink"), StringComparison.OrdinalIgnoreCase);
        var about = (string?)element.Attribute(Vocabulary.Rdf + "about");
        return new ToldStory
        {
            Guid = Filled(item.Guid) ?? about,
            Title = new(item.Title ?? (string?)element.Element(Vocabulary.DublinCore + "title") ?? (string?)element.Element(Vocabulary.Media + "title")),
            Summary = new(item.Description ?? (string?)element.Element(Vocabulary.DublinCore + "description")),
            Content = new((string?)element.Element(Vocabulary.Content + "encoded") ?? (string?)element.Element(Vocabulary.Xhtml + "body")),
            Links =
            [
                (string?)element.Element(Vocabulary.FeedBurner + "origLink"),
                item.Link,
                (string?)AtomLink(element)?.Attribute("href"),
                permalink ? item.Guid : null,
                about,
                item.Enclosure?.Url,
            ],
            Dates =
            [
                item.PublishingDateString,
                item.DC?.DateString,
                (string?)element.Element(Vocabulary.Atom + "published"),
                (string?)element.Element(Vocabulary.Atom + "updated"),
                (string?)element.Element(Vocabulary.Terms + "issued"),
                (string?)element.Element(Vocabulary.Terms + "modified"),
            ],
            Source = (string?)element.Element("source"),
            Images = [.. StoryImage.InElement(element)],
            Authors =
            [
                .. element.Elements("author").Select(author => Person(author.Value)),
                .. element.Elements(Vocabulary.DublinCore + "creator").Select(creator => creator.Value),
                .. element.Elements(Vocabulary.Atom + "author").Select(author => (string?)author.Element(Vocabulary.Atom + "name") ?? ""),
            ],
            Categories = [.. item.Categories, .. element.Elements(Vocabulary.DublinCore + "subject").Select(subject => subject.Value)],
            Base = baseAddress,
        };
    }

    private static XElement? AtomLink(XElement item) =>
        item.Elements(Vocabulary.Atom + "link").FirstOrDefault(link => (string?)link.Attribute("rel") is null or "alternate");

    // RSS writes "name@example.org (The Name)".
    private static string Person(string author)
    {
        var open = author.IndexOf('(', StringComparison.Ordinal);
        var close = author.LastIndexOf(')');
        return open > 0 && close > open && author.Contains('@', StringComparison.Ordinal) ? author[(open + 1)..close] : author;
    }

    private static Uri BaseOf(XElement item, Uri address) => XmlBase.Of(item, address);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
