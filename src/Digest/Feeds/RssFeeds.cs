using System.Xml.Linq;
using CodeHollow.FeedReader.Feeds;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Reads RSS of every kind, and CDF, once <see cref="FeedShape"/> has settled it as RSS 2.0.</summary>
internal static class RssFeeds
{
    private static readonly XNamespace _atom = Vocabulary.Atom;
    private static readonly XNamespace _dc = Vocabulary.DublinCore;
    private static readonly XNamespace _media = Vocabulary.Media;
    private static readonly XNamespace _itunes = Vocabulary.Itunes;

    public static FeedDocument Read(XElement root, string format, Uri address)
    {
        var feed = new Rss20Feed("", root.Element("channel")!);
        var title = PlainText.Of(new Markup(feed.Title));
        return new FeedDocument(
            format, title, [.. feed.Items.Cast<Rss20FeedItem>().Where(item => !Unfinished.Is(item.Element)).Select(item => StoryReader.Read(Told(item, address), title))])
        {
            Ttl = FeedPace.Of(feed.TTL, root.Element("channel")!),
        };
    }

    private static ToldStory Told(Rss20FeedItem item, Uri address)
    {
        var element = item.Element;
        var stated = XmlBase.Stated(element);
        var permalink = element.Element("guid") is { } g && Attributes.Of(g, "isPermaLink") is null or "true";
        var guid = Filled(item.Guid) ?? ElementText.First(element, _atom + "id");
        guid = permalink && stated is not null ? XmlBase.Resolve(stated, guid) : guid;
        var about = Attributes.Of(element, "about");
        return new ToldStory
        {
            Guid = guid ?? about,
            Title = Title(item, element),
            Summary = Summary(element),
            Content = Content(element),
            Links = [.. Links(item, element), permalink || guid is null ? WebOnly(guid ?? about) : null, item.Enclosure?.Url],
            Dates = [.. Dates(item, element)],
            Source = Filled((string?)element.Element("source")) ?? (string?)element.Element(_atom + "source")?.Element(_atom + "title"),
            Images = [.. StoryImage.InElement(element)],
            Authors =
            [
                .. element.Elements("author").Select(author => ElementText.First(author, "name") ?? Person(author.Value)),
                .. element.Elements(_dc + "creator").Select(creator => Person(creator.Value)),
                .. element.Elements(_dc + "author").Select(author => Person(author.Value)),
                .. element.Elements(_atom + "author").Select(author => (string?)author.Element(_atom + "name") ?? ""),
                .. element.Elements(_itunes + "author").Select(author => author.Value),
            ],
            Categories = [.. item.Categories, .. element.Elements(_dc + "subject").Select(subject => subject.Value)],
            Base = XmlBase.Of(stated, address),
        };
    }

    private static Markup Title(Rss20FeedItem item, XElement element)
    {
        if (element.Element("title") is { HasElements: true } naked)
        {
            return ElementText.Html(naked);
        }

        return new(
            Filled(item.Title) ?? ElementText.First(element, "title") ?? ElementText.First(element, _dc + "title")
            ?? ElementText.First(element, _atom + "title") ?? element.Descendants(_media + "title").FirstOrDefault()?.Value
            ?? ElementText.First(element, _itunes + "title"));
    }

    private static Markup Summary(XElement element)
    {
        foreach (var name in new[] { "description", _dc + "description", "abstract", "summary", _atom + "summary", _itunes + "summary", _itunes + "subtitle" })
        {
            if (ElementText.Html(element.Element(name)) is { IsEmpty: false } summary)
            {
                return summary;
            }
        }

        return ElementText.Html(element.Descendants(_media + "description").FirstOrDefault());
    }

    private static Markup Content(XElement element) => ElementText.Html(
        element.Element(Vocabulary.Content + "encoded") ?? element.Element(_atom + "content") ?? element.Element(Vocabulary.Xhtml + "body")
        ?? element.Element(Vocabulary.Xhtml + "div") ?? element.Element("encoded") ?? element.Element("content") ?? element.Element("body"));

    private static IEnumerable<string?> Links(Rss20FeedItem item, XElement element)
    {
        yield return (string?)element.Element(Vocabulary.FeedBurner + "origLink");
        // Where there are several, publishers put the story's own last.
        yield return element.Elements("link").Select(link => Filled(link.Value) ?? Attributes.Of(link, "href")).LastOrDefault(link => link is not null);
        yield return item.Link;
        yield return element.Elements(_atom + "link").Where(link => Attributes.Of(link, "rel") is null or "alternate")
            .Select(link => Attributes.Of(link, "href")).FirstOrDefault();
        yield return Attributes.Of(element, "href");
    }

    private static IEnumerable<string?> Dates(Rss20FeedItem item, XElement element)
    {
        yield return item.PublishingDateString;
        yield return (string?)element.Element(_atom + "published");
        yield return (string?)element.Element("published");
        yield return (string?)element.Element(Vocabulary.Terms + "issued");
        yield return (string?)element.Element(_dc + "date");
        yield return (string?)element.Element(_atom + "updated");
        yield return (string?)element.Element("updated");
        yield return (string?)element.Element(Vocabulary.Terms + "modified");
        yield return Attributes.Of(element, "lastmod");
        yield return (string?)element.Element("date");
        yield return (string?)element.Element(Vocabulary.Terms + "created");
    }

    // RSS writes "name@example.org (The Name)", and people write "The Name <name@example.org>".
    private static string Person(string author)
    {
        if (!author.Contains('@', StringComparison.Ordinal))
        {
            return author;
        }

        var open = author.IndexOf('(', StringComparison.Ordinal);
        var close = author.LastIndexOf(')');
        var angle = author.IndexOf('<', StringComparison.Ordinal);
        return open > 0 && close > open ? author[(open + 1)..close] : angle > 0 ? author[..angle] : author;
    }

    private static string? WebOnly(string? text) =>
        text is not null && text.AsSpan().TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase) ? text : null;

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
