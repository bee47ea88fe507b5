using System.Text.Json;
using Digest.News;

namespace Digest.Storage;

/// <summary>
/// Draws pending deliveries from a ledger, as they go on the wire: on a connection of its own, so that no mail waits until
/// the outcome of another is on the disk.
/// </summary>
/// <param name="statements">The connection's.</param>
/// <param name="path">The ledger's, for problems.</param>
internal sealed class Drawing(Statements statements, string path)
{
    // Each of a page may be of another edition, pictures and all.
    private const int PageSize = 50;

    private readonly Dictionary<long, Edition> _editions = [];

    private static Edition Blank { get; } = new() { Key = "", Subject = "", Body = default };

    /// <summary>Reads an edition.</summary>
    public static Edition? EditionAt(Statements statements, long id) => statements.Rows(
        "SELECT key, subject, body, token_at FROM edition WHERE id = $id",
        row => new Edition
        {
            Key = row.GetString(0),
            Subject = row.GetString(1),
            Body = (byte[])row[2],
            TokenAt = JsonSerializer.Deserialize(row.GetString(3), StorageJson.Default.IReadOnlyListInt32)!,
        },
        ("$id", id)).SingleOrDefault();

    /// <summary>Draws a share, page after page.</summary>
    public IEnumerable<OutgoingMail> Draw(Share share)
    {
        var last = share.First - 1;
        while (LedgerFile.Guard(path, () => PageAfter(last, share)) is { Count: > 0 } page)
        {
            foreach (var mail in page.Where(IsStillPending))
            {
                yield return mail;
            }

            last = page[^1].Delivery;
        }
    }

    private bool IsStillPending(OutgoingMail mail) => LedgerFile.Guard(path, () =>
        statements.Scalar("SELECT 1 FROM delivery WHERE id = $id AND status = 'pending'", ("$id", mail.Delivery)) is not null);

    private List<OutgoingMail> PageAfter(long last, Share share)
    {
        var page = statements.Rows(
            """
            SELECT id, edition, sender, address, message_id, date, head, token FROM delivery
            WHERE status = 'pending' AND id > $after AND id <= $last AND (one_off = 0 OR id <= $last_one_off) ORDER BY id LIMIT $size
            """,
            row => (Edition: row.GetInt64(1), Mail: new OutgoingMail(
                row.GetInt64(0), row.GetString(2), row.GetString(3), row.GetString(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
                (byte[])row[6], Blank, row.GetString(7))),
            ("$after", last), ("$last", share.Last), ("$last_one_off", share.LastOneOff), ("$size", PageSize));

        // One body serves all its deliveries: it is read once and shared, and let go when none of them is left.
        var wanted = page.Select(row => row.Edition).ToHashSet();
        foreach (var done in _editions.Keys.Except(wanted).ToList())
        {
            _editions.Remove(done);
        }

        foreach (var id in wanted.Where(id => !_editions.ContainsKey(id)))
        {
            _editions.Add(id, EditionAt(statements, id)!);
        }

        return page.ConvertAll(row => row.Mail with { Edition = _editions[row.Edition] });
    }
}
