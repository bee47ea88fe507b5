using System.Collections.Frozen;

namespace Digest.Feeds;

/// <summary>The names of months in the main European languages, as far as they tell the months apart.</summary>
internal static class Months
{
    private static readonly string[] _beginnings =
    [
        "jan gen ene янв січ ιαν led sty tam oca",
        "feb fév fev фев лют φεβ úno lut helmi şub",
        "mar mär maal mrt мар бер μάρ μαρ μάώ μαώ már bře",
        "apr avr abr апр кві απρ ápr dub kwi huht nis",
        "may mai mag maj mei май мая тра μάι μαϊ μαι máj kvě touk",
        "jun juin giu июн чер ιούν ιουν ιον jún čvn červn cze kesä haz",
        "jul juil lug июл лип ιούλ ιουλ ιολ júl čvc červenc lip heinä tem",
        "aug aoû aou ago авг сер αύγ αυγ srp sie elok ağu",
        "sep set сен вер σεπ sze zář wrz syys eyl",
        "oct okt ott out окт жов οκτ říj paź loka eki",
        "nov ноя лис νοέ νοε lis marras kas",
        "dec déc dez dic des дек гру δεκ pros gru joul ara",
    ];

    private static readonly (string Beginning, int Month)[] _months =
    [
        .. _beginnings.SelectMany((names, index) => names.Split(' ').Select(name => (name, index + 1))).OrderByDescending(pair => pair.name.Length),
    ];

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _english =
        "jan feb mar apr may jun jul aug sep oct nov dec".Split(' ').Select((name, index) => (name, index + 1))
            .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The month, 1 to 12, that a word names or abbreviates, or null.</summary>
    public static int? Number(ReadOnlySpan<char> word)
    {
        if (word.Length == 3 && _english.TryGetValue(word, out var month))
        {
            return month;
        }

        foreach (var (beginning, number) in _months)
        {
            if (word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return number;
            }
        }

        return null;
    }
}
