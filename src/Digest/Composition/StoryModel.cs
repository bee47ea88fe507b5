using Digest.News;
using Scriban.Runtime;

namespace Digest.Composition;

/// <summary>A story as the templates see it: whatever its feed left out, there is a headline and a good-looking rest.</summary>
/// <param name="words">The template's own words.</param>
/// <param name="moments">How times are written.</param>
/// <param name="now">The moment of the edition.</param>
/// <param name="images">Where the pictures are.</param>
internal sealed class StoryModel(Words words, Moments moments, DateTimeOffset now, StoryImages images)
{
    private const int TitleColumns = 200;
    private const int StandfirstColumns = 260;
    private const int SourceColumns = 60;
    private const int TagColumns = 24;
    private const int MostOthers = 6;

    /// <summary>Who tells a story: its publication, else the host of its address.</summary>
    public static string SourceOf(Story story)
    {
        var name = Clip.Words(story.Source, SourceColumns);
        var host = story.Url?.IdnHost ?? "";
        return name.Length > 0 ? name : host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    /// <summary>The variables of one story; null for what it lacks.</summary>
    /// <param name="pick">The story.</param>
    /// <param name="topic">The topic of its section.</param>
    public ScriptObject Of(Pick pick, Topic topic)
    {
        var story = pick.Kept.Story;
        var (title, standfirst) = Headline(story);
        var language = Script.Of(title).Language;
        var model = new ScriptObject
        {
            ["title"] = title,
            ["standfirst"] = NullIfEmpty(standfirst),
            ["url"] = WebAddress.Of(story.Url),
            ["source"] = NullIfEmpty(SourceOf(story)),
            ["source_dir"] = DirectionOf(SourceOf(story)),
            ["time"] = story.Published is null ? null : moments.Full(pick.Kept.Moment, now),
            ["image"] = images.AddressOf(story.Image),
            ["tag"] = TagOf(story, topic),
            ["also"] = new ScriptArray(pick.Also.Take(MostOthers).Select(Other)) { IsReadOnly = true },
            ["authors"] = new ScriptArray(story.Authors.Select(Clip.OneLine)) { IsReadOnly = true },
            ["lang"] = language == words.Language ? null : language,
            ["dir"] = DirectionOf(title),
        };
        model.IsReadOnly = true;
        return model;
    }

    private ScriptObject Other(KeptStory kept)
    {
        var source = SourceOf(kept.Story);
        var model = new ScriptObject
        {
            ["source"] = source.Length > 0 ? source : Clip.Words(kept.Story.Title, SourceColumns),
            ["source_dir"] = DirectionOf(source),
            ["url"] = WebAddress.Of(kept.Story.Url),
        };
        model.IsReadOnly = true;
        return model;
    }

    /// <summary>The publisher's first short subject word that says more than the section's heading does.</summary>
    private static string? TagOf(Story story, Topic topic) => story.Categories.Select(Clip.OneLine).FirstOrDefault(category =>
        category.Length > 0 && Columns.Of(category) <= TagColumns && !category.Equals(topic.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A text's direction where it isn't the mail's own.</summary>
    private string? DirectionOf(string text)
    {
        var direction = Script.Of(text).Direction;
        return direction == Script.DirectionOf(words.Language) ? null : direction;
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    /// <summary>A story without a title is headed by its standfirst's beginning, and says nothing twice.</summary>
    private (string Title, string Standfirst) Headline(Story story)
    {
        var title = Clip.Words(story.Title, TitleColumns);
        var standfirst = Clip.Sentences(story.Standfirst, StandfirstColumns);
        if (title.Length == 0)
        {
            return standfirst.Length > 0 ? (Clip.Sentences(standfirst, 100), "") : (words["untitled"], "");
        }

        return StoryKey.OfTitle(title) == StoryKey.OfTitle(standfirst) ? (title, "") : (title, standfirst);
    }
}
