using Digest.News;

namespace Digest.Selection;

/// <summary>Which stories belong to a topic.</summary>
/// <param name="topic">The topic.</param>
public sealed class TopicRule(Topic topic)
{
    private readonly Phrase[] _include = [.. topic.Include.Select(phrase => new Phrase(phrase))];
    private readonly Phrase[] _exclude = [.. topic.Exclude.Select(phrase => new Phrase(phrase))];

    /// <summary>Whether a story belongs: its title, standfirst or categories hold one of <c>include</c> and none of <c>exclude</c>.</summary>
    /// <param name="story">The story.</param>
    /// <returns>True where it does; without <c>include</c>, every story that is not excluded.</returns>
    public bool Takes(Story story)
    {
        if (_include.Length == 0 && _exclude.Length == 0)
        {
            return true;
        }

        // A bar between the fields keeps a phrase from being found across two of them.
        var text = $" {Folding.Fold(story.Title)} | {Folding.Fold(story.Standfirst)} |{string.Concat(story.Categories.Select(c => $" {Folding.Fold(c)} |"))}";
        return (_include.Length == 0 || _include.Any(phrase => phrase.IsIn(text))) && !_exclude.Any(phrase => phrase.IsIn(text));
    }
}
