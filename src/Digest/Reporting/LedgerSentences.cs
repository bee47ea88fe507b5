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
            _ => null,
        };
    }
}
