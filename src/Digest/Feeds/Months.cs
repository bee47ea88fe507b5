namespace Digest.Feeds;

/// <summary>The names of months, as far as they tell the months apart.</summary>
internal static class Months
{
    // The beginnings that tell a month apart, in the main European languages; the longest that fits decides.
    private static readonly (string Beginning, int Month)[] _beginnings =
    [
        .. Of(1, "jan", "gen", "ene", "янв", "ιαν", "led", "sty", "tam"), .. Of(2, "feb", "fév", "fev", "фев", "φεβ", "úno", "lut", "helm"),
        .. Of(3, "mar", "mär", "maa", "mrt", "мар", "μάρ", "μαρ", "már", "bře"), .. Of(4, "apr", "avr", "abr", "апр", "απρ", "ápr", "dub", "kwi", "huh"),
        .. Of(5, "may", "mai", "mag", "maj", "mei", "май", "мая", "μάι", "μαϊ", "máj", "maio", "kvě", "tou"),
        .. Of(6, "jun", "juin", "giu", "июн", "ιούν", "ιον", "jún", "čvn", "cze", "kes"),
        .. Of(7, "jul", "juil", "lug", "июл", "ιούλ", "ιολ", "júl", "čvc", "lip", "hei"),
        .. Of(8, "aug", "aoû", "aou", "ago", "авг", "αύγ", "αυγ", "srp", "sie", "elo"),
        .. Of(9, "sep", "set", "сен", "σεπ", "sze", "zář", "wrz", "syy"), .. Of(10, "oct", "okt", "ott", "out", "окт", "οκτ", "říj", "paź", "lok"),
        .. Of(11, "nov", "ноя", "νοέ", "νοε", "lis"), .. Of(12, "dec", "déc", "dez", "dic", "des", "дек", "δεκ", "pro", "gru", "jou"),
    ];

    /// <summary>The month, 1 to 12, that a word names or abbreviates, or null.</summary>
    public static int? Number(string word)
    {
        var best = (Beginning: "", Month: 0);
        foreach (var candidate in _beginnings)
        {
            if (candidate.Beginning.Length > best.Beginning.Length && word.StartsWith(candidate.Beginning, StringComparison.OrdinalIgnoreCase))
            {
                best = candidate;
            }
        }

        return best.Month == 0 ? null : best.Month;
    }

    private static IEnumerable<(string, int)> Of(int month, params string[] beginnings) => beginnings.Select(beginning => (beginning, month));
}
