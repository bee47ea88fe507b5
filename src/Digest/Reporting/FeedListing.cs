using System.Globalization;
using Digest.News;

namespace Digest.Reporting;

/// <summary>What <c>feeds show</c> prints for people.</summary>
public static class FeedListing
{
    /// <summary>Lists what a feed holds.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="source">The source as it was given.</param>
    /// <param name="document">What was read.</param>
    public static void Write(TextWriter output, string source, FeedDocument document)
    {
        Line($"{source}: {document.Format}, {Screen.Count(document.Stories.Count, "story", "stories")}{(document.Title.Length > 0 ? $", {Sentences.Quote(document.Title)}" : "")}");
        if (document.Mended is { } mended)
        {
            Line($"  mended: {mended}");
        }

        foreach (var story in document.Stories)
        {
            var published = story.Published?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "no date";
            output.WriteLine();
            Line($"  {(story.Title.Length > 0 ? story.Title : "(no title)")}");
            Line($"    {published}{(story.Authors.Count > 0 ? $", {string.Join(", ", story.Authors)}" : "")}");
            if (story.Standfirst.Length > 0)
            {
                Line($"    {(story.Standfirst.Length > 160 ? story.Standfirst[..160] + "…" : story.Standfirst)}");
            }

            if (story.Url is { } url)
            {
                Line($"    {url.OriginalString}");
            }
        }

        void Line(string text) => output.WriteLine(Plain.Of(text));
    }
}
