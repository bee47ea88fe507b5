using Digest.News;

namespace Digest.Selection;

/// <summary>Groups the tellings of one story by several feeds.</summary>
internal static class Tellings
{
    // Two papers that print one headline within two days print one story; a shorter headline ("Live updates") may be chance.
    private static readonly TimeSpan _apart = TimeSpan.FromHours(48);
    private const int ShortestTitle = 16;

    /// <summary>Groups stories: different feeds' stories with one address, or with one headline at about one time, belong together.</summary>
    public static IReadOnlyList<IReadOnlyList<KeptStory>> Group(IReadOnlyList<KeptStory> stories)
    {
        var groups = new List<List<KeptStory>>();
        var byKey = new Dictionary<string, List<List<KeptStory>>>(StringComparer.Ordinal);
        foreach (var story in stories)
        {
            var keys = Keys(story).ToList();
            var group = keys
                .SelectMany(key => byKey.TryGetValue(key, out var found) ? found : [])
                .FirstOrDefault(candidate => candidate.TrueForAll(other => TellTheSame(story, other)));
            if (group is null)
            {
                group = [];
                groups.Add(group);
            }

            group.Add(story);
            foreach (var key in keys)
            {
                var found = byKey.TryGetValue(key, out var known) ? known : byKey[key] = [];
                if (!found.Contains(group))
                {
                    found.Add(group);
                }
            }
        }

        return groups;
    }

    private static IEnumerable<string> Keys(KeptStory kept)
    {
        if (kept.Story.Url is { } url)
        {
            yield return "u:" + StoryKey.OfUrl(url);
        }

        if (StoryKey.OfTitle(kept.Story.Title) is { Length: >= ShortestTitle } title)
        {
            yield return "t:" + title;
        }
    }

    // One feed never tells a story twice: the ledger has seen to that, and several items may share one address.
    private static bool TellTheSame(KeptStory one, KeptStory other) =>
        one.Feed != other.Feed && (one.Moment - other.Moment).Duration() <= _apart;
}
