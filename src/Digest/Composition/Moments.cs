using System.Globalization;

namespace Digest.Composition;

/// <summary>Times as a reader in one zone writes them, from the words' own patterns: the same on every machine.</summary>
/// <param name="words">Names of days and months, and patterns.</param>
/// <param name="zone">The reader's zone.</param>
internal sealed class Moments(Words words, TimeZoneInfo zone)
{
    /// <summary>A day, as "Tuesday September 5 2023".</summary>
    public string Date(DateTimeOffset moment) => Write("date", moment);

    /// <summary>A moment, as "Monday 4 September, 18:40 KST"; with its year where that isn't the edition's.</summary>
    public string Full(DateTimeOffset moment, DateTimeOffset now) =>
        Write(Local(moment).Year == Local(now).Year ? "moment" : "moment_with_year", moment);

    /// <summary>From when to when, as "Monday 07:00" and "Tuesday 07:00"; the first with its zone where the two zones differ.</summary>
    public (string Since, string Now) Span(DateTimeOffset since, DateTimeOffset now)
    {
        var key = (Local(now).Date - Local(since).Date).Days < 7 ? "near" : "far";
        var (from, to) = (Write(key, since), Write(Local(now).Date == Local(since).Date ? "time" : key, now));
        return (Together(Zone(since) == Zone(now) ? from : $"{from} {Zone(since)}"), Together(to));
    }

    /// <summary>A moment without its zone, as "Tuesday 07:00".</summary>
    public string Near(DateTimeOffset moment) => Together(Write("near", moment));

    /// <summary>What the zone is called at a moment.</summary>
    public string Zone(DateTimeOffset moment) => ZoneNames.Of(zone, moment);

    /// <summary>A day and its time stay on one line.</summary>
    private static string Together(string text) => text.Replace(' ', '\u00A0');

    private string Write(string key, DateTimeOffset moment)
    {
        var local = Local(moment);
        var zoneName = Zone(moment);
        var written = Words.Fill(
            words[key],
            ("day", words.Nth("days", ((int)local.DayOfWeek + 6) % 7) ?? ""),
            ("month", words.Nth("months", local.Month - 1) ?? ""),
            ("d", (local.Day == 1 ? words.Find("first_day") : null) ?? Number(local.Day)),
            ("m", Number(local.Month)),
            ("year", Number(local.Year)),
            ("time", local.ToString("HH':'mm", CultureInfo.InvariantCulture)),
            ("zone", zoneName));
        return WithZone(written, zoneName);
    }

    /// <summary>A time and its zone stay on one line.</summary>
    public static string WithZone(string text, string zoneName) => text.Replace($" {zoneName}", $"\u00A0{zoneName}", StringComparison.Ordinal);


    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
