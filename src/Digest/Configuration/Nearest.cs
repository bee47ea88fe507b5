namespace Digest.Configuration;

/// <summary>What someone meant who wrote something else.</summary>
internal static class Nearest
{
    // Words that other programs use for ours.
    private static readonly Dictionary<string, string> _synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["user"] = "username",
        ["login"] = "username",
        ["pass"] = "password",
        ["server"] = "host",
        ["hostname"] = "host",
        ["tls"] = "security",
        ["encryption"] = "security",
        ["to"] = "email",
        ["address"] = "email",
        ["mail"] = "email",
        ["sender"] = "from",
        ["tz"] = "timezone",
        ["zone"] = "timezone",
        ["database"] = "ledger",
        ["db"] = "ledger",
        ["lang"] = "language",
        ["urls"] = "feeds",
        ["keywords"] = "include",
        ["limit"] = "max_stories",
        ["time"] = "schedule",
        ["at"] = "schedule",
    };

    /// <summary>The word among some that is nearest to one; empty where none is near.</summary>
    public static string To(string word, IEnumerable<string> known)
    {
        var all = known.ToList();
        return all
            .Select(candidate => (Candidate: candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(near => near.Distance <= Math.Max(1, near.Candidate.Length / 3))
            .OrderBy(near => near.Distance)
            .Select(near => near.Candidate)
            .FirstOrDefault()
            ?? (_synonyms.TryGetValue(word, out var ours) && all.Contains(ours, StringComparer.Ordinal) ? ours : "");
    }

    // Levenshtein's distance, with two neighbours that changed places counted once.
    private static int Distance(string a, string b)
    {
        var d = Enumerable.Range(0, a.Length + 1).Select(_ => new int[b.Length + 1]).ToArray();
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i][j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i][j] = Math.Min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }

        return d[a.Length][b.Length];
    }
}
