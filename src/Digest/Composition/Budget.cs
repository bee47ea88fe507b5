using Digest.News;

namespace Digest.Composition;

/// <summary>Keeps a page under the size at which mail programs cut it off.</summary>
internal static class Budget
{
    /// <summary>The most bytes that an encoded page may take: Gmail clips near 102 KB, relays add some.</summary>
    public const int PageBytes = 90_000;

    /// <summary>A lineup with some stories fewer: always the last of the section that shows most, counted among its "more" instead.</summary>
    /// <param name="lineup">The lineup.</param>
    /// <param name="stories">How many stories to leave out.</param>
    /// <returns>The shorter lineup; at least its first story stays.</returns>
    public static Lineup Without(Lineup lineup, int stories)
    {
        var sections = lineup.Sections.ToArray();
        for (var left = stories; left > 0 && sections.Sum(section => section.Picks.Count) > 1; left--)
        {
            var longest = sections.Select((section, index) => (section.Picks.Count, Index: index)).MaxBy(section => (section.Count, section.Index)).Index;
            var section = sections[longest];
            sections[longest] = section with { Picks = [.. section.Picks.SkipLast(1)], More = section.More + 1 };
        }

        return lineup with { Sections = sections };
    }
}
