using System.Collections.Frozen;
using System.Globalization;

namespace Digest.Feeds;

/// <summary>Time zones as feeds write them: as offsets, and by the names that have one meaning for most who write them.</summary>
internal static class Zone
{
    // Minutes from UTC.
    private const string Known =
        """
        Z 0, UT 0, UTC 0, GMT 0, WET 0, A -60, N 60, M -720, Y 720, EST -300, EDT -240, CST -360, CDT -300, MST -420,
        MDT -360, PST -480, PDT -420, ET -300, CT -360, MT -420, PT -480, AST -240, ADT -180, NST -210, NDT -150,
        AKST -540, AKDT -480, HST -600, BRT -180, BRST -120, ART -180, CLT -240, CLST -180, BST 60, IST 330, WEST 60,
        CET 60, MET 60, MEZ 60, CEST 120, MEST 120, MESZ 120, EET 120, EEST 180, SAST 120, CAT 120, EAT 180, WAT 60,
        MSK 180, MSD 240, TRT 180, GST 240, PKT 300, BDT 360, ICT 420, WIB 420, HKT 480, SGT 480, PHT 480, MYT 480,
        AWST 480, JST 540, KST 540, ACST 570, ACDT 630, AEST 600, AEDT 660, NZST 720, NZDT 780
        """;

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _minutes = Known
        .Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(entry => entry.Split(' '))
        .ToFrozenDictionary(entry => entry[0], entry => int.Parse(entry[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A zone's distance from UTC; none where it is empty or a name that nobody knows; null where it is malformed.</summary>
    public static TimeSpan? Offset(ReadOnlySpan<char> zone)
    {
        zone = zone.Trim(['(', ')', ' ']);
        var sign = zone.IndexOfAny('+', '-');
        if (sign < 0)
        {
            return TimeSpan.FromMinutes(_minutes.TryGetValue(zone, out var known) ? known : 0);
        }

        Span<char> digits = stackalloc char[8];
        var count = 0;
        foreach (var c in zone[(sign + 1)..])
        {
            if (char.IsAsciiDigit(c) && count < digits.Length)
            {
                digits[count++] = c;
            }
            else if (c != ':')
            {
                break;
            }
        }

        if (count is 0 or > 6 || !int.TryParse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var minutes = count switch { 1 or 2 => number * 60, 5 or 6 => (number / 10000 * 60) + (number / 100 % 100), _ => (number / 100 * 60) + (number % 100) };
        return minutes > 24 * 60 ? null : TimeSpan.FromMinutes(zone[sign] == '-' ? -minutes : minutes);
    }
}
