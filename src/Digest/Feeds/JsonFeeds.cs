using System.Globalization;
using System.Text.Json;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Reads JSON Feed 1.0 and 1.1.</summary>
internal static class JsonFeeds
{
    private static readonly JsonDocumentOptions _options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="FormatException">It is no JSON, or no feed.</exception>
    public static FeedDocument Read(string text, Uri address)
    {
        try
        {
            using var json = JsonDocument.Parse(text, _options);
            return Read(json.RootElement, address);
        }
        catch (JsonException malformed)
        {
            throw new FormatException(malformed.Message, malformed);
        }
    }

    private static FeedDocument Read(JsonElement feed, Uri address)
    {
        if (!feed.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("its JSON has no items");
        }

        var title = PlainText.Of(new(Text(feed, "title"), IsHtml: false));
        var authors = Authors(feed);
        var format = Text(feed, "version")?.EndsWith("1.1", StringComparison.Ordinal) == true ? "json-1.1" : "json-1.0";
        return new FeedDocument(
            format, title,
            [
                .. items.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object).Take(FeedLimits.Stories)
                    .Select(i => StoryReader.Read(Told(i, authors, address), title)),
            ])
        {
            Mended = items.GetArrayLength() > FeedLimits.Stories ? FeedLimits.OnlyFirst : null,
        };
    }

    private static ToldStory Told(JsonElement item, List<string> feedAuthors, Uri address)
    {
        var authors = Authors(item);
        var html = Text(item, "content_html");
        var told = new ToldStory
        {
            Guid = Text(item, "id"),
            Title = new(Text(item, "title"), IsHtml: false),
            Summary = new(Text(item, "summary"), IsHtml: false),
            Content = html is null ? new(Text(item, "content_text"), IsHtml: false) : new(html),
            Links = [Text(item, "url"), Text(item, "external_url"), Text(item, "id")],
            Dates = [Text(item, "date_published"), Text(item, "date_modified")],
            Images = [Text(item, "image"), Text(item, "banner_image")],
            Base = address,
        };
        told.Authors.AddRange(authors.Count > 0 ? authors : feedAuthors);
        told.Categories.AddRange(List(item, "tags").Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!));
        return told;
    }

    // Version 1.1 has a list of authors, 1.0 a single one.
    private static List<string> Authors(JsonElement element)
    {
        IEnumerable<JsonElement> people = List(element, "authors");
        if (element.TryGetProperty("author", out var author))
        {
            people = people.Append(author);
        }

        return [.. people.Where(p => p.ValueKind == JsonValueKind.Object).Select(p => Text(p, "name")).OfType<string>().Distinct()];
    }

    private static JsonElement.ArrayEnumerator List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText().ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
}
