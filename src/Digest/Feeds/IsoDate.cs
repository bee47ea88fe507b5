using System.Globalization;
using System.Text.RegularExpressions;

namespace Digest.Feeds;

/// <summary>Moments in numbers: RFC 3339, W3C's profile, and the other forms of ISO 8601.</summary>
internal static partial class IsoDate
{
    /// <summary>A moment, or null where the text is in another form.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiDigit(text[0]) && text[0] != '-')
        {
            return null;
        }

        var match = Pattern().Match(text.ToString());
        if (!match.Success)
        {
            return null;
        }

        var year = Number(match, "year") ?? 0;
        var (month, day) = (Number(match, "month") ?? 1, Number(match, "day") ?? 1);
        if (Number(match, "ordinal") is { } ordinal)
        {
            if (ordinal < 1 || ordinal > (DateTime.IsLeapYear(Math.Clamp(year, 1, 9998)) ? 366 : 365) || year is < 1 or > 9998)
            {
                return null;
            }

            var date = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(ordinal - 1);
            (month, day) = (date.Month, date.Day);
        }
        else if (Number(match, "week") is { } week)
        {
            if (year is < 1 or > 9998 || week is < 1 or > 53)
            {
                return null;
            }

            var date = ISOWeek.ToDateTime(year, week, (DayOfWeek)((Number(match, "weekday") ?? 1) % 7));
            (year, month, day) = (date.Year, date.Month, date.Day);
        }

        var time = new TimeSpan(Number(match, "hour") ?? 0, Number(match, "minute") ?? 0, Number(match, "second") ?? 0);
        return Zone.Offset(match.Groups["zone"].ValueSpan) is { } offset ? FeedDate.Compose(year, month, day, time, offset) : null;
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } g ? int.Parse(g.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        """
        ^(?<year>\d{4})
        (?:
          -?[Ww](?<week>\d{2})(?:-?(?<weekday>[1-7]))?
          | -(?<ordinal>\d{3})
          | (?<sep>[-/.]?)(?<month>\d{1,2})(?:\k<sep>(?<day>\d{1,2}))?
        )?
        (?:(?:[Tt]|\s+|:(?=\d{2}:))\s*(?<hour>\d{1,2})(?::?(?<minute>\d{2})(?::?(?<second>\d{1,2})(?:[.,:]\d*)?)?)?)?
        \s*(?<zone>[A-Za-z]{1,5}|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?)?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
