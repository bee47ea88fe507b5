using System.Globalization;

namespace Digest.Feeds;

/// <summary>Reads a moment in any of the forms that feeds write it in.</summary>
internal static class FeedDate
{
    private const int Longest = 100;

    /// <summary>A moment, or null where nothing can be made of the text. What says no zone is in UTC.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.IsEmpty || trimmed.Length > Longest ? null : UnixTime(trimmed) ?? IsoDate.Read(trimmed) ?? WordyDate.Read(trimmed);
    }

    private static DateTimeOffset? UnixTime(ReadOnlySpan<char> text) =>
        text.Length is 9 or 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? text.Length == 13 ? DateTimeOffset.FromUnixTimeMilliseconds(number) : DateTimeOffset.FromUnixTimeSeconds(number)
            : null;

    /// <summary>Puts a moment together; null where there is no such day or time. 24:00 and a leap second are the next moment.</summary>
    public static DateTimeOffset? Compose(int year, int month, int day, TimeSpan time, TimeSpan offset)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || time < TimeSpan.Zero || time > TimeSpan.FromHours(24) || offset.Duration() > TimeSpan.FromHours(24))
        {
            return null;
        }

        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified) + time;
        var ticks = local.Ticks - offset.Ticks;
        return ticks < 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>A year of two digits as the year it means.</summary>
    public static int FullYear(int year) => year < 70 ? 2000 + year : 1900 + year;
}
