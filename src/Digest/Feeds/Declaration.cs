using System.Text.RegularExpressions;

namespace Digest.Feeds;

/// <summary>What stands in a document before its root: declarations, and the few entities that they may declare.</summary>
internal static partial class Declaration
{
    private const int LongestSubset = 64 * 1024;

    private const int MostEntities = 500;

    /// <summary>Where the text goes on after a declaration or processing instruction, its internal subset included.</summary>
    public static int End(string text, int start)
    {
        var close = text.IndexOf('>', start);
        if (close < 0)
        {
            return text.Length;
        }

        var subset = text.IndexOf('[', start, close - start);
        if (subset < 0 || !text.AsSpan(start).StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            return close + 1;
        }

        var end = text.IndexOf(']', subset);
        close = end < 0 ? -1 : text.IndexOf('>', end);
        return close < 0 ? text.Length : close + 1;
    }

    /// <summary>The entities that a document's internal subset declares (XML 1.0, 4.2.1), unresolved.</summary>
    public static IEnumerable<(string Name, string Value)> Entities(string text)
    {
        var start = text.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return [];
        }

        var subset = text[start..Math.Min(End(text, start), start + LongestSubset)];
        return EntityPattern().Matches(subset).Take(MostEntities).Select(m => (m.Groups[1].Value, m.Groups[2].Value[1..^1]));
    }

    [GeneratedRegex("<!ENTITY\\s+([\\w.-]+)\\s+(\"[^\"]{0,500}\"|'[^']{0,500}')\\s*>", RegexOptions.CultureInvariant)]
    private static partial Regex EntityPattern();
}
