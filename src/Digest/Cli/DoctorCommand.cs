using System.CommandLine;
using System.Globalization;
using Digest.Composition;
using Digest.News;
using Digest.Reporting;
using Digest.Smtp;
using Digest.Storage;

namespace Digest.Cli;

/// <summary><c>digest doctor</c>: looks everything over, changes nothing, and says what to do.</summary>
internal static class DoctorCommand
{
    // A machine is off at night, or a schedule names Mondays alone; longer than this nobody has called `digest run` at all.
    private static readonly TimeSpan _longestPause = TimeSpan.FromDays(8);

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("doctor", "Check configuration, templates, ledger, feeds, clock, schedule and mail server, and say what to do");
        command.SetAction(Invocation.Action(surroundings, Run));
        return command;
    }

    private static async Task<int> Run(Invocation call, CancellationToken cancellation)
    {
        // What is wrong with the configuration is told by reading it: without one there is nothing else to look at.
        using var wiring = Wiring.Of(call);
        List<Finding> findings = [Configuration(wiring), Templates(wiring)];
        try
        {
            using var ledger = wiring.LedgerToRead();
            findings.AddRange([Sound(wiring, ledger), Feeds(wiring, ledger), Clock(wiring, ledger), Scheduled(wiring, ledger)]);
        }
        catch (ProblemException e)
        {
            findings.Add(new Finding("Ledger", "", e.Problems));
        }

        findings.Add(await MailServerAsync(wiring, cancellation));
        call.Screen.Findings(findings);
        return findings.Exists(finding => finding.Problems.Count > 0) ? ExitCode.Incomplete : ExitCode.Done;
    }

    private static Finding Configuration(Wiring wiring) => new(
        "Configuration",
        $"{wiring.Settings.File}: {Screen.Count(wiring.Plan.Topics.Count, "topic", "topics")}, {Screen.Count(wiring.Plan.Readers.Count, "subscriber", "subscribers")}",
        []);

    private static Finding Templates(Wiring wiring) => new(
        "Templates",
        wiring.Settings.TemplateFolder ?? $"the built-in set \"{wiring.Settings.Template}\"",
        wiring.Settings.TemplateFolder is { } folder ? TemplateCheck.Folder(folder) : TemplateCheck.Of(TemplateSet.BuiltIn(wiring.Settings.Template)));

    private static Finding Sound(Wiring wiring, Ledger ledger) => new(
        "Ledger",
        File.Exists(wiring.Settings.Ledger)
            ? $"{wiring.Settings.Ledger}: sound, {new FileInfo(wiring.Settings.Ledger).Length / 1048576.0:0.0} MB, {Screen.Count(ledger.CountPending(), "message", "messages")} pending"
            : $"{wiring.Settings.Ledger}: not there yet; the first run makes it",
        [.. ledger.Faults().Take(3).Select(fault => new Problem(ProblemKind.LedgerDamaged, wiring.Settings.Ledger, Cause: fault))]);

    private static Finding Feeds(Wiring wiring, Ledger ledger)
    {
        var feeds = ledger.Feeds([.. wiring.Plan.Topics.SelectMany(topic => topic.Feeds).DistinctBy(feed => feed.OriginalString)]);
        return new Finding(
            "Feeds",
            $"{Screen.Count(feeds.Count(feed => feed.OkAt is not null), "feed", "feeds")} of {feeds.Count} read so far",
            [.. feeds.Select(feed => feed.Problem).OfType<Problem>()]);
    }

    private static Finding Clock(Wiring wiring, Ledger ledger) => new(
        "Clock",
        wiring.Plan.Now.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        ledger.LastRun("run") is { } last && last.StartedAt > wiring.Plan.Now.AddMinutes(5)
            ? [new Problem(ProblemKind.ClockBehind, ledger.Path, Subject: Moment(last.StartedAt))]
            : []);

    private static Finding Scheduled(Wiring wiring, Ledger ledger)
    {
        var last = ledger.LastRun("run");
        return new Finding(
            "Schedule",
            last is null ? "" : $"last run at {Moment(last.StartedAt)}",
            last is null || wiring.Plan.Now - last.StartedAt > _longestPause
                ? [new Problem(ProblemKind.NotScheduled, Subject: last is null ? "" : Moment(last.StartedAt))]
                : []);
    }

    private static async Task<Finding> MailServerAsync(Wiring wiring, CancellationToken cancellation)
    {
        try
        {
            return wiring.Server() is SmtpMailer server
                ? new Finding("Mail server", $"{wiring.Settings.Smtp!.Host}: lets us in", await server.TryAsync(cancellation) is { } problem ? [problem] : [])
                : new Finding("Mail", $"goes by {wiring.Settings.Smtp!.Transport}", []);
        }
        catch (ProblemException e)
        {
            return new Finding("Mail server", "", e.Problems);
        }
    }

    private static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
