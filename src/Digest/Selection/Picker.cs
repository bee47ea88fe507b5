using Digest.News;

namespace Digest.Selection;

/// <summary>One topic of an edition to be: its stories, and which of them are asked for.</summary>
/// <param name="Pool">The topic's stories.</param>
/// <param name="Window">Which of them.</param>
public sealed record Followed(TopicPool Pool, Window Window);

/// <summary>Chooses an edition's stories: a pure function of what is kept, the windows and the moment.</summary>
public static class Picker
{
    /// <summary>Picks a section for each topic that has something; a story in two topics stands in the first.</summary>
    /// <param name="followed">The topics in the subscriber's order.</param>
    /// <param name="now">The moment of the edition.</param>
    /// <returns>The sections, each with at most the topic's <c>max_stories</c> and a count of the rest; none where nothing is new.</returns>
    public static IReadOnlyList<Section> Pick(IReadOnlyList<Followed> followed, DateTimeOffset now)
    {
        var sections = new List<Section>();
        var told = new HashSet<long>();
        foreach (var (pool, window) in followed)
        {
            var picks = pool.Pick(window, now)
                .Where(pick => !told.Contains(pick.Kept.Id) && !pick.Also.Any(also => told.Contains(also.Id)))
                .ToList();
            told.UnionWith(picks.SelectMany(pick => pick.Also.Prepend(pick.Kept)).Select(story => story.Id));
            if (picks.Count > 0)
            {
                var shown = picks.Take(pool.Topic.MaxStories).ToList();
                sections.Add(new Section(pool.Topic, shown, picks.Count - shown.Count));
            }
        }

        return sections;
    }
}
