using System.Globalization;
using System.Text.RegularExpressions;

namespace Digest.Feeds;

/// <summary>Moments in numbers, the largest unit first: RFC 3339, W3C's profile, and the other forms of ISO 8601.</summary>
internal static partial class IsoDate
{
    /// <summary>A moment, or null where the text is in another form.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiDigit(text[0]))
        {
            return null;
        }

        // The form that nearly all feeds use.
        if (text.Length >= 19 && text[4] == '-' && text[7] == '-' && text[10] is 'T' or ' ' && text[13] == ':' && text[16] == ':'
            && Number(text[..4]) is { } year && Number(text[5..7]) is { } month && Number(text[8..10]) is { } day
            && Number(text[11..13]) is { } hour && Number(text[14..16]) is { } minute && Number(text[17..19]) is { } second)
        {
            var rest = text[19..];
            rest = rest.TrimStart(".,0123456789 ");
            if (rest.IsEmpty || rest is "Z" or "z" || rest[0] is '+' or '-')
            {
                return Zone.Offset(rest) is { } offset ? FeedDate.Compose(year, month, day, new TimeSpan(hour, minute, second), offset) : null;
            }
        }

        var match = Pattern().Match(text.ToString());
        return match.Success ? Read(match) : null;
    }

    private static DateTimeOffset? Read(Match match)
    {
        var year = Number(match, "year") ?? 0;
        year = match.Groups["year"].Length == 2 ? FeedDate.FullYear(year) : year;
        if (year is < 1 or > 9998 || Zone.Offset(match.Groups["zone"].ValueSpan) is not { } offset)
        {
            return null;
        }

        var time = new TimeSpan(Number(match, "hour") ?? 0, Number(match, "minute") ?? 0, Number(match, "second") ?? 0);
        if (Number(match, "ordinal") is { } ordinal)
        {
            return ordinal is < 1 or > 366 ? null : FeedDate.Compose(year, 1, 1, time, offset)?.AddDays(ordinal - 1);
        }

        if (Number(match, "week") is { } week)
        {
            var monday = week is < 1 or > 53 ? default : ISOWeek.ToDateTime(year, week, (DayOfWeek)((Number(match, "weekday") ?? 1) % 7));
            return monday == default ? null : FeedDate.Compose(monday.Year, monday.Month, monday.Day, time, offset);
        }

        return FeedDate.Compose(year, Number(match, "month") ?? 1, Number(match, "day") ?? 1, time, offset);
    }

    private static int? Number(Match match, string group) => match.Groups[group] is { Success: true } g ? Number(g.ValueSpan) : null;

    private static int? Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(
        """
        ^(?<year>[0-9]{4}|[0-9]{2}(?=-|[0-9]{4}$))
        (?:
          -?[Ww](?<week>[0-9]{2})(?:-?(?<weekday>[1-7]))?
          | -?(?<ordinal>[0-9]{3})(?![0-9])
          | (?<sep>[-/.]?)(?<month>[0-9]{1,2})(?:\k<sep>(?<day>[0-9]{1,2}))?
        )?
        (?:(?:[Tt]|\s+|:(?=[0-9]{2}:))\s*(?<hour>[0-9]{1,2})(?::?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{1,2})(?:[.,:][0-9]*)?)?)?)?
        \s*(?<zone>[A-Za-z]{1,5}|(?:GMT|UTC)?[+-][0-9]{1,2}(?::?[0-9]{2})?)?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
