using System.Text.Json;
using Digest.News;

namespace Digest.Storage;

/// <content>Deliveries: pending, sent or failed.</content>
public sealed partial class Ledger
{
    private const int PageSize = 200;

    /// <summary>How many deliveries are pending.</summary>
    /// <param name="edition">One edition's alone, or null for all.</param>
    /// <returns>The count.</returns>
    public int CountPending(long? edition = null) => Read(() => (int)(long)Scalar(
        "SELECT count(*) FROM delivery WHERE status = 'pending' AND ($edition IS NULL OR edition = $edition)", ("$edition", edition))!);

    /// <summary>
    /// The pending deliveries as they go on the wire, oldest first, read in pages as they are drawn; each is drawn once,
    /// so one that stays pending isn't drawn again.
    /// </summary>
    /// <param name="edition">One edition's alone, or null for all.</param>
    /// <returns>The messages.</returns>
    public IEnumerable<OutgoingMail> Pending(long? edition = null)
    {
        var last = 0L;
        var bodies = new Dictionary<long, Edition>();
        while (PendingAfter(last, edition, bodies) is { Count: > 0 } page)
        {
            foreach (var mail in page)
            {
                yield return mail;
            }

            last = page[^1].Delivery;
        }
    }

    /// <summary>Whose scheduled editions are still pending: nobody is sent a second one before the first has gone or been given up.</summary>
    /// <returns>The addresses, in lower case.</returns>
    public IReadOnlySet<string> AddressesInFlight() => Read(() => Rows(
        """
        SELECT DISTINCT lower(address) FROM delivery JOIN edition ON edition.id = edition
        WHERE status = 'pending' AND kind = 'run'
        """,
        row => row.GetString(0)).ToHashSet(StringComparer.Ordinal));

    /// <summary>Commits what came of one attempt.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="outcome">What came of it: accepted makes it sent, refused failed; after anything else it stays pending.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether there was such a pending delivery.</returns>
    public bool Settle(long delivery, Outcome outcome, DateTimeOffset now) => Transact(() =>
    {
        var (status, reason, reply) = outcome switch
        {
            Accepted accepted => ("sent", null, accepted.Reply),
            Refused refused => ("failed", "refused", refused.Reply),
            Deferred deferred => ("pending", null, deferred.Reply),
            InDoubt doubt => ("pending", (string?)null, doubt.Reply),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not an outcome"),
        };
        return Execute(
            """
            UPDATE delivery SET status = $status, reason = $reason, reply = $reply, attempts = attempts + 1,
              sent_at = CASE $status WHEN 'sent' THEN $now END
            WHERE id = $id AND status = 'pending'
            """,
            ("$id", delivery), ("$status", status), ("$reason", reason), ("$reply", reply), ("$now", Ms(now))) > 0;
    });

    /// <summary>
    /// Gives up the deliveries that are too late, and puts back the cursors that they moved, so that their stories
    /// return to the next edition.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <returns>The addresses whose deliveries were given up.</returns>
    public IReadOnlyList<string> Expire(DateTimeOffset now) => Transact(() =>
    {
        var late = Rows(
            "SELECT id, subscriber, address FROM delivery WHERE status = 'pending' AND expires_at <= $now ORDER BY id",
            row => (Id: row.GetInt64(0), Subscriber: row.IsDBNull(1) ? (long?)null : row.GetInt64(1), Address: row.GetString(2)),
            ("$now", Ms(now)));
        foreach (var (id, subscriber, _) in late)
        {
            Execute("UPDATE delivery SET status = 'failed', reason = 'expired' WHERE id = $id", ("$id", id));
            Execute(
                """
                UPDATE follow SET cursor = moved.cursor
                FROM moved WHERE moved.delivery = $id AND moved.topic = follow.topic AND follow.subscriber = $subscriber
                """,
                ("$id", id), ("$subscriber", subscriber));
        }

        return (IReadOnlyList<string>)[.. late.Select(delivery => delivery.Address)];
    });

    private List<OutgoingMail> PendingAfter(long last, long? edition, Dictionary<long, Edition> editions) => Read(() =>
    {
        var page = Rows(
            """
            SELECT id, edition, sender, address, message_id, date, head, token FROM delivery
            WHERE status = 'pending' AND id > $last AND ($edition IS NULL OR edition = $edition) ORDER BY id LIMIT $size
            """,
            row => (Edition: row.GetInt64(1), Mail: new OutgoingMail(
                row.GetInt64(0), row.GetString(2), row.GetString(3), row.GetString(4), Time(row, 5)!.Value, (byte[])row[6], Blank, row.GetString(7))),
            ("$last", last), ("$edition", edition), ("$size", PageSize));

        // One body serves all its deliveries: it is read once and shared.
        foreach (var id in page.Select(row => row.Edition).Distinct().Where(id => !editions.ContainsKey(id)).ToList())
        {
            editions.Add(id, ReadEdition(id));
        }

        return page.ConvertAll(row => row.Mail with { Edition = editions[row.Edition] });
    });

    private static Edition Blank { get; } = new() { Key = "", Subject = "", Body = default };

    private Edition ReadEdition(long id) => Rows(
        "SELECT key, subject, body, token_at FROM edition WHERE id = $id",
        row => new Edition
        {
            Key = row.GetString(0),
            Subject = row.GetString(1),
            Body = (byte[])row[2],
            TokenAt = JsonSerializer.Deserialize(row.GetString(3), StorageJson.Default.IReadOnlyListInt32)!,
        },
        ("$id", id)).Single();
}
