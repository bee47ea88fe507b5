using Digest.News;
using Microsoft.Data.Sqlite;

namespace Digest.Storage;

/// <content>Deliveries on their way.</content>
public sealed partial class Ledger
{
    /// <summary>How many deliveries are pending.</summary>
    /// <param name="share">Of which ones; null: of all.</param>
    /// <returns>The count.</returns>
    public int CountPending(Share? share = null) => Read(() => (int)(long)Scalar(
        """
        SELECT count(*) FROM delivery
        WHERE status = 'pending' AND id BETWEEN $first AND $last AND (one_off = 0 OR id <= $last_one_off)
        """,
        ("$first", (share ?? Share.All).First), ("$last", (share ?? Share.All).Last), ("$last_one_off", (share ?? Share.All).LastOneOff))!);

    /// <summary>Whether a delivery is pending.</summary>
    /// <param name="delivery">Its number.</param>
    /// <returns>False where it was settled, cancelled or given up.</returns>
    public bool IsPending(long delivery) => Read(() => Scalar("SELECT 1 FROM delivery WHERE id = $id AND status = 'pending'", ("$id", delivery)) is not null);

    /// <summary>The number of the last delivery outside any schedule; 0 where there is none.</summary>
    /// <returns>The number.</returns>
    public long LastOneOff() => Read(() => (long)Scalar("SELECT coalesce(max(id), 0) FROM delivery WHERE one_off = 1 AND status = 'pending'")!);

    /// <summary>
    /// The pending deliveries as they go on the wire, oldest first, read in pages as they are drawn. Each is drawn once, so
    /// one that stays pending isn't drawn again; one that was cancelled after its page was read isn't drawn at all.
    /// </summary>
    /// <param name="share">Which ones; null: all.</param>
    /// <returns>The messages.</returns>
    public IEnumerable<OutgoingMail> Pending(Share? share = null)
    {
        // A ledger in memory has one connection, and nobody who writes meanwhile.
        using var own = _isInMemory ? null : LedgerFile.Guard(Path, () => LedgerFile.ConnectToRead(Path));
        foreach (var mail in new Drawing(own is null ? _statements : new Statements(own), Path).Draw(share ?? Share.All))
        {
            yield return mail;
        }
    }

    /// <summary>
    /// Gives up the deliveries that are too late, and puts back the cursors that they moved, so that their stories
    /// return to the next edition.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <returns>The addresses whose deliveries were given up.</returns>
    public IReadOnlyList<string> Expire(DateTimeOffset now) => Transact(() => GiveUp(
        "expired",
        Rows("SELECT id, address FROM delivery WHERE status = 'pending' AND expires_at <= $now ORDER BY id", ReadWaiting, ("$now", Ms(now)))));

    /// <summary>Cancels what is pending of an edition; its stories return to the next one.</summary>
    /// <param name="edition">The edition's number.</param>
    /// <returns>The addresses that it won't reach.</returns>
    public IReadOnlyList<string> Cancel(long edition) => Transact(() => GiveUp(
        "cancelled",
        Rows("SELECT id, address FROM delivery WHERE status = 'pending' AND edition = $edition ORDER BY id", ReadWaiting, ("$edition", edition))));

    private static (long Id, string Address) ReadWaiting(SqliteDataReader row) => (row.GetInt64(0), row.GetString(1));

    private IReadOnlyList<string> GiveUp(string reason, IReadOnlyList<(long Id, string Address)> deliveries)
    {
        foreach (var (id, _) in deliveries)
        {
            Execute("UPDATE delivery SET status = 'failed', reason = $reason, head = x'' WHERE id = $id", ("$id", id), ("$reason", reason));
            Execute(
                """
                UPDATE follow SET cursor = moved.cursor
                FROM moved, delivery
                WHERE delivery.id = $id AND moved.delivery = $id AND moved.topic = follow.topic AND follow.subscriber = delivery.subscriber
                """,
                ("$id", id));
        }

        return [.. deliveries.Select(delivery => delivery.Address)];
    }
}
