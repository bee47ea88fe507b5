using System.Globalization;
using Digest.News;

namespace Digest.Storage;

/// <content>Runs, and the clock that they go by.</content>
public sealed partial class Ledger
{
    /// <summary>Writes down that a command begins.</summary>
    /// <param name="command">Which.</param>
    /// <param name="trial">Whether its clock was set by <c>--now</c>.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The run's number.</returns>
    /// <exception cref="ProblemException">The clock was set, and this ledger has been used on the real one.</exception>
    public long BeginRun(string command, bool trial, DateTimeOffset now) => Transact(() =>
    {
        // A clock set by hand on a ledger in real use would age, expire and repeat what it must not.
        if (trial && Scalar("SELECT 1 FROM run WHERE trial = 0 LIMIT 1") is not null)
        {
            throw new ProblemException(new Problem(ProblemKind.LedgerOnRealClock, Path));
        }

        // One of its kind at a time: whatever has not ended by now never will.
        Execute(
            "UPDATE run SET result = 'killed', ended_at = started_at WHERE ended_at IS NULL AND (command IN ('send', 'resend')) = ($command IN ('send', 'resend'))",
            ("$command", command));
        return (long)Scalar(
            "INSERT INTO run(command, trial, pid, host, started_at) VALUES ($command, $trial, $pid, $host, $now) RETURNING id",
            ("$command", command),
            ("$trial", trial ? 1 : 0),
            ("$pid", Environment.ProcessId),
            ("$host", Environment.MachineName),
            ("$now", Ms(now)))!;
    });

    /// <summary>Writes down how a run ended.</summary>
    /// <param name="run">Its number.</param>
    /// <param name="result">A word for it.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether there was such a run.</returns>
    public bool EndRun(long run, string result, DateTimeOffset now) => Transact(() =>
        Execute("UPDATE run SET ended_at = $now, result = $result WHERE id = $id", ("$id", run), ("$result", result), ("$now", Ms(now))) > 0);

    /// <summary>Which run began last and has not ended, for the one that finds the ledger held.</summary>
    /// <param name="oneOff">Whether a one-off is meant, or a run.</param>
    /// <returns>The process and since when, in the words of a log; empty where none is written down.</returns>
    public string Holder(bool oneOff) => Read(() => Rows(
        "SELECT command, pid, host, started_at FROM run WHERE ended_at IS NULL AND (command IN ('send', 'resend')) = $one_off ORDER BY id DESC LIMIT 1",
        row => string.Create(
            CultureInfo.InvariantCulture,
            $"`digest {row.GetString(0)}`, process {row.GetInt64(1)} on {row.GetString(2)}, since {Time(row, 3):yyyy-MM-dd HH:mm:ss} UTC"),
        ("$one_off", oneOff ? 1 : 0))
        .FirstOrDefault() ?? "");
}
