using Digest.News;

namespace Digest.Reporting;

/// <summary>What can be wrong with the ledger.</summary>
internal static class LedgerSentences
{
    public static Sentence? Of(Problem problem)
    {
        var (kind, where, subject, _, _) = problem;
        return kind switch
        {
            ProblemKind.LedgerNotWritable => new(
                $"The ledger {where} can't be opened or written.",
                "Check that its folder is there, who may write in it and that the disk has room; nothing was lost."),
            ProblemKind.LedgerDamaged => new(
                $"{where} is no ledger of this program, or it is damaged.",
                "Put back a copy of it, or move it away to start with a new one: then every story counts as new."),
            ProblemKind.LedgerNewer => new(
                $"The ledger {where} was written by a newer digest (version {subject}).",
                "Use that one; this one leaves it as it is."),
            ProblemKind.LedgerHeld => new(
                $"Another run holds the ledger {where}{(subject.Length > 0 ? $": {subject}" : "")}.",
                "Wait until it has ended; nothing was done."),
            ProblemKind.LedgerOnRealClock => new(
                $"The ledger {where} has been used on the real clock, so it can't be used at another time.",
                "Leave out `--now`, or set `ledger` to another file for a trial."),
            ProblemKind.SubscriberInBoth => new(
                $"{subject} is a subscriber in the configuration and in the ledger {where}.",
                $"Remove one of them: the table from the configuration, or `digest subscribers remove {subject}`."),
            ProblemKind.SubscriberConfigured => new(
                $"{subject} is a subscriber in the configuration {where}, which commands leave alone.", "Change the table there."),
            ProblemKind.SubscriberLeft => new(
                $"{subject} has unsubscribed, so nothing is sent there.",
                $"If that has changed: `digest subscribers restore {subject}`."),
            ProblemKind.SubscriberSuspended => new(
                $"{subject}: three editions in a row were refused, so nothing more is sent there.",
                $"Check the address; `digest subscribers restore {subject}` lets editions go there again."),
            ProblemKind.ClockBehind => new(
                $"The last run on the ledger {where} was at {(subject.Length > 0 ? subject : "a time")}, which is still to come.",
                "Set the machine's clock, or let it follow a time server; nothing is lost or repeated meanwhile."),
            ProblemKind.NotScheduled => new(
                subject.Length > 0 ? $"There has been no `digest run` since {subject}." : "There has been no `digest run` yet.",
                "Have cron, a systemd timer or Task Scheduler call it: the README shows how."),
            ProblemKind.NoSuchEdition => new(
                $"The ledger {where} has no edition {subject}, or has forgotten it.",
                "`digest history` lists the editions; they are kept for 90 days."),
            _ => null,
        };
    }
}
