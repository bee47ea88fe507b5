using System.Text.Json;
using Digest.News;

namespace Digest.Storage;

/// <content>Deliveries on their way.</content>
public sealed partial class Ledger
{
    private const int PageSize = 200;

    /// <summary>How many deliveries are pending.</summary>
    /// <param name="share">Of which ones; null: of all.</param>
    /// <returns>The count.</returns>
    public int CountPending(Share? share = null) => Read(() => (int)(long)Scalar(
        """
        SELECT count(*) FROM delivery
        WHERE status = 'pending' AND id BETWEEN $first AND $last AND (one_off = 0 OR id <= $last_one_off)
        """,
        ("$first", (share ?? Share.All).First), ("$last", (share ?? Share.All).Last), ("$last_one_off", (share ?? Share.All).LastOneOff))!);

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
        var within = share ?? Share.All;
        var last = within.First - 1;
        var bodies = new Dictionary<long, Edition>();
        while (PendingAfter(last, within, bodies) is { Count: > 0 } page)
        {
            foreach (var mail in page.Where(mail => IsPending(mail.Delivery)))
            {
                yield return mail;
            }

            last = page[^1].Delivery;
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

    private static (long Id, string Address) ReadWaiting(Microsoft.Data.Sqlite.SqliteDataReader row) => (row.GetInt64(0), row.GetString(1));

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

    private bool IsPending(long delivery) => Read(() => Scalar("SELECT 1 FROM delivery WHERE id = $id AND status = 'pending'", ("$id", delivery)) is not null);

    private List<OutgoingMail> PendingAfter(long last, Share share, Dictionary<long, Edition> editions) => Read(() =>
    {
        var page = Rows(
            """
            SELECT id, edition, sender, address, message_id, date, head, token FROM delivery
            WHERE status = 'pending' AND id > $after AND id <= $last AND (one_off = 0 OR id <= $last_one_off) ORDER BY id LIMIT $size
            """,
            row => (Edition: row.GetInt64(1), Mail: new OutgoingMail(
                row.GetInt64(0), row.GetString(2), row.GetString(3), row.GetString(4), Time(row, 5)!.Value, (byte[])row[6], Blank, row.GetString(7))),
            ("$after", last), ("$last", share.Last), ("$last_one_off", share.LastOneOff), ("$size", PageSize));

        // One body serves all its deliveries: it is read once and shared, and let go when none of them is left.
        var wanted = page.Select(row => row.Edition).ToHashSet();
        foreach (var done in editions.Keys.Except(wanted).ToList())
        {
            editions.Remove(done);
        }

        foreach (var id in wanted.Where(id => !editions.ContainsKey(id)))
        {
            editions.Add(id, ReadEdition(id)!);
        }

        return page.ConvertAll(row => row.Mail with { Edition = editions[row.Edition] });
    });

    private static Edition Blank { get; } = new() { Key = "", Subject = "", Body = default };

    private Edition? ReadEdition(long id) => Rows(
        "SELECT key, subject, body, token_at FROM edition WHERE id = $id",
        row => new Edition
        {
            Key = row.GetString(0),
            Subject = row.GetString(1),
            Body = (byte[])row[2],
            TokenAt = JsonSerializer.Deserialize(row.GetString(3), StorageJson.Default.IReadOnlyListInt32)!,
        },
        ("$id", id)).SingleOrDefault();
}
