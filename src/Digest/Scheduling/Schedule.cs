using System.Globalization;
using System.Text.RegularExpressions;
using Cronos;

namespace Digest.Scheduling;

/// <summary>When a subscriber's edition is due.</summary>
public sealed partial class Schedule
{
    // A time further ahead than any zone's offset was written by a clock that was wrong, and says nothing.
    private static readonly TimeSpan _credible = TimeSpan.FromHours(26);

    private readonly CronExpression _cron;

    private Schedule(CronExpression cron) => _cron = cron;

    /// <summary>Reads a schedule.</summary>
    /// <param name="text"><c>daily HH:MM</c>, <c>weekdays HH:MM</c>, <c>weekly DAY HH:MM</c>, or a cron expression of five fields.</param>
    /// <returns>The schedule; null where the text is none.</returns>
    public static Schedule? Parse(string text)
    {
        var words = Words().Match(text.Trim());
        if (!words.Success)
        {
            return CronExpression.TryParse(text.Trim(), out var given) ? new Schedule(given) : null;
        }

        var hour = int.Parse(words.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = int.Parse(words.Groups["minute"].ValueSpan, CultureInfo.InvariantCulture);
        var days = words.Groups["day"].Success ? words.Groups["day"].Value[..3].ToUpperInvariant()
            : words.Groups["weekdays"].Success ? "MON-FRI" : "*";
        var line = string.Create(CultureInfo.InvariantCulture, $"{minute} {hour} * * {days}");
        return hour < 24 && minute < 60 && CronExpression.TryParse(line, out var cron) ? new Schedule(cron) : null;
    }

    /// <summary>
    /// The next time after a moment. A time that the clocks skip in spring comes at the first moment after the gap; one
    /// that they repeat in autumn comes once.
    /// </summary>
    /// <param name="after">The moment.</param>
    /// <param name="zone">The subscriber's zone.</param>
    /// <returns>The time; null where there is never another.</returns>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone) => _cron.GetNextOccurrence(after, zone);

    /// <summary>
    /// Whether an edition is due: at once for someone who has had none; else where a scheduled time has come since the
    /// last one, however long ago, so that a machine that was off at seven sends when it is back.
    /// </summary>
    /// <param name="last">When the last edition was due and dealt with; null: never.</param>
    /// <param name="now">The moment.</param>
    /// <param name="zone">The subscriber's zone.</param>
    /// <returns>Whether it is.</returns>
    public bool IsDue(DateTimeOffset? last, DateTimeOffset now, TimeZoneInfo zone) =>
        last is not { } had || had - now > _credible || Next(had, zone) <= now;

    [GeneratedRegex(
        @"^(daily|(?<weekdays>weekdays)|weekly\s+(?<day>mon(day)?|tue(sday)?|wed(nesday)?|thu(rsday)?|fri(day)?|sat(urday)?|sun(day)?))\s+(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
