using Digest.News;

namespace Digest.Storage;

/// <content>What was sent, and whether the ledger is sound.</content>
public sealed partial class Ledger
{
    /// <summary>The last editions, the newest first.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>The editions.</returns>
    public IReadOnlyList<PastEdition> Editions(int most) => Read(() => (IReadOnlyList<PastEdition>)Rows(
        """
        SELECT edition.id, made_at, kind = 'send', subject,
          count(*) FILTER (WHERE status = 'sent'), count(*) FILTER (WHERE status = 'pending'), count(*) FILTER (WHERE status = 'failed')
        FROM (SELECT * FROM edition ORDER BY id DESC LIMIT $most) edition JOIN delivery ON delivery.edition = edition.id
        GROUP BY edition.id ORDER BY edition.id DESC
        """,
        row => new PastEdition(
            row.GetInt64(0), Time(row, 1)!.Value, row.GetInt64(2) != 0, row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6)),
        ("$most", most)));

    /// <summary>An edition's deliveries, in the order in which they were frozen.</summary>
    /// <param name="edition">The edition's number.</param>
    /// <returns>The deliveries; none where there is no such edition.</returns>
    public IReadOnlyList<PastDelivery> DeliveriesOf(long edition) => Read(() => (IReadOnlyList<PastDelivery>)Rows(
        "SELECT address, message_id, status, reason, attempts, sent_at, reply FROM delivery WHERE edition = $edition ORDER BY id",
        row => new PastDelivery(row.GetString(0), row.GetString(1), row.GetString(2), Text(row, 3) ?? "", row.GetInt32(4), Time(row, 5), Text(row, 6) ?? ""),
        ("$edition", edition)));

    /// <summary>The last time that a command ran.</summary>
    /// <param name="command">Which.</param>
    /// <returns>The run; null where there was none.</returns>
    public PastRun? LastRun(string command) => Read(() => Rows(
        "SELECT command, started_at, result FROM run WHERE command = $command ORDER BY id DESC LIMIT 1",
        row => new PastRun(row.GetString(0), Time(row, 1)!.Value, Text(row, 2) ?? ""),
        ("$command", command)).FirstOrDefault());

    /// <summary>Looks the whole file over.</summary>
    /// <returns>What SQLite finds wrong with it; nothing where it is sound.</returns>
    public IReadOnlyList<string> Faults() => Read(() => (IReadOnlyList<string>)
    [
        .. Rows("PRAGMA integrity_check", row => row.GetString(0)).Where(line => line != "ok"),
        .. Rows("PRAGMA foreign_key_check", row => $"a row of {row.GetString(0)} belongs to nothing in {row.GetString(2)}"),
    ]);
}
