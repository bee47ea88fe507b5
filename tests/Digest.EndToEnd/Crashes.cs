using System.Diagnostics;

namespace Digest.EndToEnd;

/// <summary>
/// Five hundred readers, and a run that is killed by SIGKILL again and again: everyone gets the edition, what comes twice
/// is the same message, and no more comes twice than was on its way.
/// </summary>
public sealed class Crashes
{
    private const int Ledgers = 5;
    private const int KillsOfEach = 10;

    [Fact]
    public async Task Killed_at_fifty_random_instants_it_loses_nothing_and_repeats_nothing_but_what_was_on_its_way()
    {
        var random = Seed.Random();
        var whole = await WithoutKillAsync();
        var repeats = 0;
        for (var count = 0; count < Ledgers; count++)
        {
            await using var ordeal = new Ordeal();
            while (ordeal.Kills < KillsOfEach)
            {
                await ordeal.MorningAsync(() => ordeal.Kills < KillsOfEach ? Some(random, whole) : null);
            }

            await ordeal.IsOverAsync();
            repeats += ordeal.Repeats;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Ledgers * KillsOfEach} kills, {repeats} repeats");
    }

    [Fact]
    public async Task Killed_at_each_stage_of_the_conversation_it_loses_nothing_either()
    {
        var random = Seed.Random();
        At[] instants =
        [
            .. Each([SmtpStage.Connect, SmtpStage.Greeting, SmtpStage.Ehlo, SmtpStage.Quit], 4),
            .. Each([SmtpStage.Mail, SmtpStage.Rcpt, SmtpStage.Data, SmtpStage.Middle, SmtpStage.Body, SmtpStage.Taken], 200),
        ];
        random.Shuffle(instants);
        await using var ordeal = new Ordeal();

        while (ordeal.Kills < instants.Length)
        {
            await ordeal.MorningAsync(() => instants.ElementAtOrDefault(ordeal.Kills));
        }

        await ordeal.IsOverAsync();
        Assert.NotEqual(0, ordeal.Repeats);

        IEnumerable<At> Each(IEnumerable<SmtpStage> stages, int most) => stages.Select(stage => new At(random.Next(most) + 1, stage));
    }

    /// <summary>How long a morning takes that nobody disturbs.</summary>
    private static async Task<TimeSpan> WithoutKillAsync()
    {
        await using var ordeal = new Ordeal();
        var watch = Stopwatch.StartNew();
        await ordeal.MorningAsync(() => null);
        return watch.Elapsed;
    }

    /// <summary>At some time, sooner rather than later, for starting, gathering and freezing are short; or at a turn of the conversation.</summary>
    private static Instant Some(Random random, TimeSpan whole)
    {
        var chance = random.NextDouble();
        return random.Next(2) == 0 ? new After(whole * chance * chance) : new At(1 + (int)(2000 * chance));
    }
}
