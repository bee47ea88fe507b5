using Digest.News;

namespace Digest.Feeds;

/// <summary>A story as it was told to a story as it is kept: plain text, addresses of the web, a moment.</summary>
internal static class StoryReader
{
    public static Story Read(ToldStory told, string feedTitle)
    {
        var title = PlainText.Of(told.Title);
        return new Story
        {
            Guid = Filled(told.Guid),
            Title = title,
            Standfirst = Standfirst.Of(told.Summary, told.Content, title),
            Url = FirstAddress(told.Links, told.Base) is { } url ? Redirector.Behind(url) : null,
            Published = FirstDate(told.Dates),
            Source = Filled(PlainText.Of(new Markup(told.Source))) ?? feedTitle,
            Image = FirstAddress(told.Images, told.Base) ?? StoryImage.InMarkup(told),
            Authors = Distinct(told.Authors),
            Categories = Distinct(told.Categories),
        };
    }

    private static Uri? FirstAddress(IEnumerable<string?> texts, Uri baseAddress)
    {
        foreach (var text in texts)
        {
            if (FeedAddress.OfWeb(text, baseAddress) is { } address)
            {
                return address;
            }
        }

        return null;
    }

    private static DateTimeOffset? FirstDate(IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            if (FeedDate.Read(text) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    private static List<string> Distinct(List<string> texts)
    {
        List<string> distinct = new(texts.Count);
        foreach (var text in texts)
        {
            if (PlainText.Of(new Markup(text)) is { Length: > 0 } plain && !distinct.Contains(plain))
            {
                distinct.Add(plain);
            }
        }

        return distinct;
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
