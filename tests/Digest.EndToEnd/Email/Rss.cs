using System.Globalization;
using System.Xml.Linq;

namespace Digest.EndToEnd.Email;

/// <summary>A story as its feed tells it.</summary>
internal sealed record Item(string Title)
{
    public string? Standfirst { get; init; }

    public string? Link { get; init; }

    public DateTimeOffset? Published { get; init; }

    public string? Image { get; init; }

    public string? Category { get; init; }
}

/// <summary>Writes well-formed feeds.</summary>
internal static class Rss
{
    public static string Feed(string title, params IEnumerable<Item> items) => new XElement(
        "rss",
        new XAttribute("version", "2.0"),
        new XElement("channel", new XElement("title", title), items.Select(Of))).ToString();

    private static XElement Of(Item item) => new(
        "item",
        new XElement("title", item.Title),
        item.Standfirst is null ? null : new XElement("description", item.Standfirst),
        item.Link is null ? null : new XElement("link", item.Link),
        item.Category is null ? null : new XElement("category", item.Category),
        item.Published is { } moment ? new XElement("pubDate", moment.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)) : null,
        item.Image is null ? null : new XElement("enclosure", new XAttribute("url", item.Image), new XAttribute("type", "image/jpeg"), new XAttribute("length", 90_000)));
}
