using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>Finds a story's picture.</summary>
internal static partial class StoryImage
{
    // A picture that far into a text is no picture of the story.
    private const int MostMarkup = 16 * 1024;

    private static readonly string[] _endings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];

    private static readonly Part[] _kinds =
        [Part.MediaContent, Part.MediaThumbnail, Part.Enclosure, Part.AtomLink, Part.ItunesImage, Part.Image];

    /// <summary>The pictures that an item names, the likeliest first: Media RSS, thumbnails, enclosures, iTunes.</summary>
    public static IEnumerable<string?> Named(ItemParts parts)
    {
        foreach (var kind in _kinds)
        {
            foreach (var (part, element) in parts)
            {
                if (part == kind && Address(part, element) is { } address)
                {
                    yield return address;
                }
            }
        }
    }

    /// <summary>The first picture in a story's own text that is no tracking pixel, or null.</summary>
    public static Uri? InMarkup(ToldStory told)
    {
        foreach (var markup in (ReadOnlySpan<Markup>)[told.Content, told.Summary])
        {
            var value = markup.Value;
            if (value is null || !markup.IsHtml)
            {
                continue;
            }

            foreach (var match in ImagePattern().EnumerateMatches(value.AsSpan(0, Math.Min(value.Length, MostMarkup))))
            {
                var image = value.Substring(match.Index, match.Length);
                if (!PixelPattern().IsMatch(image)
                    && FeedAddress.OfWeb(PlainText.Of(new(SourcePattern().Match(image).Groups[1].Value)), told.Base) is { } address)
                {
                    return address;
                }
            }
        }

        return null;
    }

    private static string? Address(Part part, XElement element) => part switch
    {
        Part.MediaThumbnail => Attributes.Of(element, "url") ?? element.Value,
        Part.ItunesImage => Attributes.Of(element, "href"),
        Part.Image => (string?)element.Element("url") ?? element.Value,
        _ => (Attributes.Of(element, "url") ?? Attributes.Of(element, "href")) is { } address && IsImage(element, address) ? address : null,
    };

    private static bool IsImage(XElement element, string address)
    {
        // Of an entry's links, only what is enclosed can be its picture.
        if (Attributes.Of(element, "rel") is { } relation && relation != "enclosure")
        {
            return false;
        }

        var (type, medium) = (Attributes.Of(element, "type"), Attributes.Of(element, "medium"));
        if (type is not null || medium is not null)
        {
            return type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true || medium == "image";
        }

        var query = address.IndexOf('?', StringComparison.Ordinal);
        var path = address.AsSpan(0, query < 0 ? address.Length : query);
        foreach (var ending in _endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("<img\\s[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();

    [GeneratedRegex("\\ssrc\\s*=\\s*[\"']?([^\"'>\\s]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SourcePattern();

    [GeneratedRegex("\\s(?:width|height)\\s*=\\s*[\"']?[01](?:px)?[\"'\\s/>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PixelPattern();
}
