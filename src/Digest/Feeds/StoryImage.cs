using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>Finds a story's picture.</summary>
internal static partial class StoryImage
{
    // A picture that far into a text is no picture of the story.
    private const int MostMarkup = 16 * 1024;

    private static readonly string[] _endings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];

    /// <summary>The pictures that an item names, the likeliest first: Media RSS, thumbnails, enclosures, iTunes.</summary>
    public static IEnumerable<string?> InElement(XElement item)
    {
        var media = item.Elements(Vocabulary.Media + "content")
            .Concat(item.Elements(Vocabulary.Media + "group").Elements(Vocabulary.Media + "content"))
            .Where(IsImage)
            .Select(content => (string?)content.Attribute("url"));
        var thumbnails = item.Descendants(Vocabulary.Media + "thumbnail").Select(thumbnail => (string?)thumbnail.Attribute("url") ?? thumbnail.Value);
        var enclosures = item.Elements("enclosure").Where(IsImage).Select(enclosure => (string?)enclosure.Attribute("url"));
        var links = item.Elements(Vocabulary.Atom + "link").Where(link => (string?)link.Attribute("rel") == "enclosure" && IsImage(link))
            .Select(link => (string?)link.Attribute("href"));
        var itunes = item.Elements(Vocabulary.Itunes + "image").Select(image => (string?)image.Attribute("href"));
        var plain = item.Elements("image").Select(image => (string?)image.Element("url") ?? image.Value);
        return media.Concat(thumbnails).Concat(enclosures).Concat(links).Concat(itunes).Concat(plain);
    }

    /// <summary>The first picture in a story's own text that is no tracking pixel, or null.</summary>
    public static Uri? InMarkup(ToldStory told)
    {
        foreach (var markup in new[] { told.Content, told.Summary })
        {
            var value = markup.Value;
            if (value is null || !markup.IsHtml || !value.Contains("img", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            foreach (Match match in ImagePattern().Matches(value[..Math.Min(value.Length, MostMarkup)]))
            {
                if (!PixelPattern().IsMatch(match.Value)
                    && FeedAddress.OfWeb(PlainText.Of(new(SourcePattern().Match(match.Value).Groups[1].Value)), told.Base) is { } address)
                {
                    return address;
                }
            }
        }

        return null;
    }

    private static bool IsImage(XElement element)
    {
        var type = (string?)element.Attribute("type");
        if (type is not null || (string?)element.Attribute("medium") is not null)
        {
            return type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true || (string?)element.Attribute("medium") == "image";
        }

        var url = ((string?)element.Attribute("url") ?? (string?)element.Attribute("href") ?? "").Split('?')[0];
        return _endings.Any(ending => url.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex("<img\\s[^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();

    [GeneratedRegex("\\ssrc\\s*=\\s*[\"']?([^\"'>\\s]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SourcePattern();

    [GeneratedRegex("\\s(?:width|height)\\s*=\\s*[\"']?[01](?:px)?[\"'\\s/>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PixelPattern();
}
