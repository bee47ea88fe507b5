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
            Url = FirstAddress(told.Links, told.Base),
            Published = told.Dates.Select(FeedDate.Read).FirstOrDefault(date => date is not null),
            Source = Filled(PlainText.Of(new Markup(told.Source))) ?? feedTitle,
            Image = FirstAddress(told.Images, told.Base) ?? StoryImage.InMarkup(told),
            Authors = [.. told.Authors.Select(a => PlainText.Of(new Markup(a))).Where(a => a.Length > 0).Distinct()],
            Categories = [.. told.Categories.Select(c => PlainText.Of(new Markup(c))).Where(c => c.Length > 0).Distinct()],
        };
    }

    private static Uri? FirstAddress(IReadOnlyList<string?> texts, Uri baseAddress) =>
        texts.Select(text => FeedAddress.OfWeb(text, baseAddress)).FirstOrDefault(address => address is not null);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
