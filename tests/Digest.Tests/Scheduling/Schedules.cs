using CsCheck;
using Digest.Scheduling;

namespace Digest.Tests.Scheduling;

public sealed class Schedules
{
    private static readonly TimeZoneInfo _london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly string[] _zones = ["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
    private static readonly TimeZoneInfo _seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    [Theory]
    [InlineData("daily 07:00", "2026-11-24T07:00:00+09:00")]
    [InlineData("DAILY 6:30", "2026-11-24T06:30:00+09:00")]
    [InlineData("weekdays 07:00", "2026-11-24T07:00:00+09:00")]
    [InlineData("weekly mon 07:00", "2026-11-30T07:00:00+09:00")]
    [InlineData("weekly Sunday 07:00", "2026-11-29T07:00:00+09:00")]
    [InlineData("30 6 * * 1-5", "2026-11-24T06:30:00+09:00")]
    public void The_next_time_is_in_the_readers_own_zone(string text, string next) =>
        Assert.Equal(At(next), Schedule.Parse(text)!.Next(At("2026-11-24T00:00:00+09:00"), _seoul));

    [Theory]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("daily 24:00")]
    [InlineData("daily 07:60")]
    [InlineData("weekly 07:00")]
    [InlineData("weekly someday 07:00")]
    [InlineData("daily ٠٧:٠٠")]
    [InlineData("hourly")]
    [InlineData("* * * *")]
    [InlineData("61 * * * *")]
    public void Any_other_text_is_no_schedule(string text) => Assert.Null(Schedule.Parse(text));

    [Fact]
    public void A_time_that_the_clocks_skip_comes_after_the_gap_and_one_that_they_repeat_comes_once()
    {
        var schedule = Schedule.Parse("daily 01:30")!;
        Assert.Equal(At("2026-03-29T02:00:00+01:00"), schedule.Next(At("2026-03-28T12:00:00Z"), _london));
        var first = schedule.Next(At("2026-10-24T12:00:00Z"), _london)!.Value;
        Assert.Equal(At("2026-10-25T01:30:00+01:00"), first);
        Assert.Equal(At("2026-10-26T01:30:00Z"), schedule.Next(first, _london));
    }

    [Fact]
    public void Who_has_had_no_edition_is_due_at_once() => Assert.True(Schedule.Parse("daily 07:00")!.IsDue(null, At("2026-11-24T03:00:00Z"), _london));

    [Fact]
    public void A_machine_that_was_off_at_seven_sends_when_it_is_back() =>
        Assert.True(Schedule.Parse("daily 07:00")!.IsDue(At("2026-11-23T07:00:00Z"), At("2026-11-24T10:00:00Z"), _london));

    [Fact]
    public void A_clock_that_was_set_back_repeats_nothing_unless_the_last_time_is_absurd()
    {
        var schedule = Schedule.Parse("daily 07:00")!;
        Assert.False(schedule.IsDue(At("2026-11-24T07:00:00Z"), At("2026-11-24T06:00:00Z"), _london));
        Assert.True(schedule.IsDue(At("2036-11-24T07:00:00Z"), At("2026-11-24T07:00:00Z"), _london));
    }

    [Fact]
    public void It_is_due_exactly_from_the_next_time_on() => Gen.Select(
        Gen.Int[0, 2_000_000], Gen.Int[0, 23], Gen.Int[0, 59], Gen.Int[0, 3].Select(n => _zones[n]))
        .Sample((minutes, hour, minute, id) =>
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            var schedule = Schedule.Parse($"daily {hour}:{minute:00}")!;
            var last = At("2024-01-01T00:00:00Z").AddMinutes(minutes);
            var next = schedule.Next(last, zone)!.Value;
            return next > last && next - last <= TimeSpan.FromHours(26)
                && schedule.IsDue(last, next, zone) && !schedule.IsDue(last, next.AddSeconds(-1), zone);
        });

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
