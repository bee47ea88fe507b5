using System.Xml.Linq;
using CodeHollow.FeedReader.Feeds;
using Digest.News;

namespace Digest.Feeds;

/// <summary>
/// Reads RSS of every kind, and CDF, once <see cref="FeedShape"/> has settled it. The parser reads it as RSS 0.91: what all
/// kinds share, at a fifth of what RSS 2.0's fields cost it; the rest is read from its elements, each looked at once.
/// </summary>
internal static class RssFeeds
{
    public static FeedDocument Read(XElement root, string format, Uri address)
    {
        var channel = root.Element("channel")!;
        var feed = new Rss091Feed("", channel);
        var title = PlainText.Of(new Markup(feed.Title));
        return new FeedDocument(format, title, [.. feed.Items.Select(item => StoryReader.Read(Told((Rss091FeedItem)item, address), title))])
        {
            Ttl = FeedPace.Of((string?)channel.Element("ttl"), channel),
        };
    }

    private static ToldStory Told(Rss091FeedItem item, Uri address)
    {
        var element = item.Element;
        var parts = new ItemParts(element);
        var stated = XmlBase.Stated(element);
        var permalink = parts[Part.Guid] is { } said && Attributes.Of(said, "isPermaLink") is null or "true";
        var guid = parts.Text(Part.Guid) ?? parts.Text(Part.AtomId);
        guid = (permalink && stated is not null ? XmlBase.Resolve(stated, guid) : guid) ?? Attributes.Of(element, "about");
        var told = new ToldStory
        {
            Guid = guid,
            Title = Title(item, parts),
            Summary = Summary(item, parts),
            Content = ElementText.Html(parts[Part.Encoded] ?? parts[Part.AtomContent] ?? parts[Part.Body] ?? parts[Part.Content]),
            Links = Links(item, parts, permalink || !parts.Has(Part.Guid) ? FeedAddress.WebOnly(guid) : null),
            Dates = Dates(item, parts),
            Source = parts.Text(Part.Source) ?? (string?)parts[Part.AtomSource]?.Element(Vocabulary.Atom + "title"),
            Images = StoryImage.Named(parts),
            Base = XmlBase.Of(stated, address),
        };
        Name(told, parts);
        return told;
    }

    private static void Name(ToldStory told, ItemParts parts)
    {
        foreach (var (part, element) in parts)
        {
            switch (part)
            {
                case Part.Author or Part.DcCreator or Part.ItunesAuthor:
                    told.Authors.Add(Person(element.HasElements ? ElementText.First(element, "name") ?? "" : element.Value));
                    break;
                case Part.AtomAuthor:
                    told.Authors.Add(ElementText.First(element, Vocabulary.Atom + "name") ?? "");
                    break;
                case Part.Category or Part.DcSubject:
                    told.Categories.Add(element.Value);
                    break;
                default:
                    break;
            }
        }
    }

    private static Markup Title(Rss091FeedItem item, ItemParts parts) =>
        parts[Part.Title] is { HasElements: true } naked
            ? ElementText.Html(naked)
            : new(
                Filled(item.Title) ?? parts.Text(Part.Title) ?? parts.Text(Part.DcTitle) ?? parts.Text(Part.AtomTitle) ?? parts.Text(Part.MediaTitle)
                ?? parts.Text(Part.ItunesTitle));

    private static Markup Summary(Rss091FeedItem item, ItemParts parts)
    {
        if (parts[Part.Description] is { HasElements: false } && Filled(item.Description) is { } description)
        {
            return new(description);
        }

        ReadOnlySpan<Part> order =
            [Part.Description, Part.DcDescription, Part.Summary, Part.AtomSummary, Part.ItunesSummary, Part.MediaDescription];
        foreach (var part in order)
        {
            if (ElementText.Html(parts[part]) is { IsEmpty: false } summary)
            {
                return summary;
            }
        }

        return default;
    }

    private static IEnumerable<string?> Links(Rss091FeedItem item, ItemParts parts, string? permalink)
    {
        yield return parts.Text(Part.OriginalLink);
        // Where there are several, publishers put the story's own last.
        string? last = null;
        string? alternate = null;
        foreach (var (part, element) in parts)
        {
            last = part == Part.Link ? Filled(element.Value) ?? Attributes.Of(element, "href") ?? last : last;
            alternate ??= part == Part.AtomLink && Attributes.Of(element, "rel") is null or "alternate" ? Attributes.Of(element, "href") : null;
        }

        yield return last;
        yield return item.Link;
        yield return alternate;
        yield return Attributes.Of(item.Element, "href");
        yield return permalink;
        yield return parts[Part.Enclosure] is { } enclosure ? Attributes.Of(enclosure, "url") ?? Attributes.Of(enclosure, "href") : null;
    }

    private static IEnumerable<string?> Dates(Rss091FeedItem item, ItemParts parts)
    {
        yield return item.PublishingDateString;
        yield return parts.Text(Part.Published);
        yield return parts.Text(Part.AtomPublished);
        yield return parts.Text(Part.TermsIssued);
        yield return parts.Text(Part.DcDate);
        yield return parts.Text(Part.Updated);
        yield return parts.Text(Part.AtomUpdated);
        yield return parts.Text(Part.TermsModified);
        yield return Attributes.Of(item.Element, "lastmod");
        yield return parts.Text(Part.Created);
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

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
