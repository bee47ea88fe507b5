using System.Text.Json;
using Digest.News;
using Microsoft.Data.Sqlite;

namespace Digest.Storage;

/// <content>Subscribers.</content>
public sealed partial class Ledger
{
    private const int PageSize = 200;

    private const string SubscriberColumns = """
        SELECT id, address, origin, name, topics, schedule, timezone, suspended, unsubscribed_at,
          EXISTS (SELECT 1 FROM delivery WHERE delivery.subscriber = subscriber.id AND status = 'pending' AND one_off = 0)
        FROM subscriber
        """;

    /// <summary>Takes note of the configuration's subscribers.</summary>
    /// <param name="addresses">All of them.</param>
    /// <returns>How many were not known.</returns>
    /// <exception cref="ProblemException">Some live in the ledger already: <see cref="ProblemKind.SubscriberInBoth"/> for each.</exception>
    public int Enrol(IReadOnlyList<string> addresses) => Transact(() =>
    {
        var twice = addresses
            .Where(address => Scalar("SELECT 1 FROM subscriber WHERE address = $address AND topics IS NOT NULL", ("$address", address)) is not null)
            .Select(address => new Problem(ProblemKind.SubscriberInBoth, Path, address))
            .ToList();
        return twice.Count > 0
            ? throw new ProblemException(twice)
            : addresses.Sum(address => Execute(
                """
                INSERT INTO subscriber(address, origin) VALUES ($address, 'configuration')
                ON CONFLICT(address) DO UPDATE SET origin = 'configuration' WHERE origin <> 'configuration'
                """,
                ("$address", address)));
    });

    /// <summary>Everyone the ledger knows, in pages as they are drawn: also who was removed from the configuration, or left.</summary>
    /// <returns>The subscribers in the order in which they became known.</returns>
    public IEnumerable<Enrolled> Subscribers()
    {
        var last = 0L;
        while (SubscribersAfter(last) is { Count: > 0 } page)
        {
            foreach (var subscriber in page)
            {
                yield return subscriber;
            }

            last = page[^1].Id;
        }
    }

    /// <summary>One subscriber.</summary>
    /// <param name="address">The address, whatever its case.</param>
    /// <returns>The subscriber; null where nobody is known by it.</returns>
    public Enrolled? Subscriber(string address) => Read(() => WithFollowings(
        Rows(SubscriberColumns + " WHERE address = $address", ReadSubscriber, ("$address", address))).SingleOrDefault());

    /// <summary>Whose unsubscribe token it is, of those who were sent anything in the last months.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The address; null where it is nobody's.</returns>
    public string? AddressOf(string token) => Read(() => (string?)Scalar("SELECT address FROM delivery WHERE token = $token LIMIT 1", ("$token", token)));

    /// <summary>One subscriber, without how far they have come.</summary>
    /// <param name="id">The subscriber's number.</param>
    /// <returns>The subscriber; null where there is none of that number any more.</returns>
    public Enrolled? SubscriberAt(long id) => Read(() => Rows(SubscriberColumns + " WHERE id = $id", ReadSubscriber, ("$id", id)).SingleOrDefault());

    /// <summary>Takes subscribers in, or changes what is known of them; who has left stays away.</summary>
    /// <param name="subscribers">Their address, name, topics, schedule and time zone.</param>
    /// <returns>How many were new.</returns>
    public int SaveSubscribers(IReadOnlyList<Enrolled> subscribers) => Transact(() =>
    {
        var added = 0;
        foreach (var subscriber in subscribers)
        {
            added += Scalar("SELECT 1 FROM subscriber WHERE address = $address AND topics IS NOT NULL", ("$address", subscriber.Address)) is null ? 1 : 0;
            Execute(
                """
                INSERT INTO subscriber(address, origin, name, topics, schedule, timezone)
                VALUES ($address, 'ledger', $name, $topics, $schedule, $timezone)
                ON CONFLICT(address) DO UPDATE SET origin = 'ledger', name = excluded.name, topics = excluded.topics,
                  schedule = excluded.schedule, timezone = excluded.timezone
                """,
                ("$address", subscriber.Address),
                ("$name", subscriber.Name),
                ("$topics", JsonSerializer.Serialize(subscriber.Topics ?? [], StorageJson.Default.IReadOnlyListString)),
                ("$schedule", subscriber.Schedule),
                ("$timezone", subscriber.TimeZone));
        }

        return added;
    });

    /// <summary>Forgets a subscriber of the ledger's: what is pending for them is not sent. That someone has left is never forgotten.</summary>
    /// <param name="address">The address.</param>
    /// <returns>Whether there was one.</returns>
    public bool RemoveSubscriber(string address) => Transact(() =>
    {
        if (Scalar("SELECT id FROM subscriber WHERE address = $address AND topics IS NOT NULL", ("$address", address)) is not long id)
        {
            return false;
        }

        DropPending(id, address);
        Execute("DELETE FROM follow WHERE subscriber = $id", ("$id", id));
        Execute("UPDATE delivery SET subscriber = NULL WHERE subscriber = $id", ("$id", id));
        return Execute("DELETE FROM subscriber WHERE id = $id AND unsubscribed_at IS NULL", ("$id", id)) > 0
            || Execute("UPDATE subscriber SET topics = NULL, name = '' WHERE id = $id", ("$id", id)) > 0;
    });

    /// <summary>Notes that someone wants nothing more, known or not: what is pending for them is not sent, and nothing ever after.</summary>
    /// <param name="address">The address.</param>
    /// <param name="now">The moment.</param>
    /// <returns>How many pending deliveries that stops.</returns>
    public int Unsubscribe(string address, DateTimeOffset now) => Transact(() =>
    {
        var id = (long)Scalar(
            """
            INSERT INTO subscriber(address, origin, unsubscribed_at) VALUES ($address, 'ledger', $now)
            ON CONFLICT(address) DO UPDATE SET unsubscribed_at = coalesce(unsubscribed_at, excluded.unsubscribed_at) RETURNING id
            """,
            ("$address", address), ("$now", Ms(now)))!;
        return DropPending(id, address);
    });

    /// <summary>Lets someone have editions again who was suspended or had left.</summary>
    /// <param name="address">The address.</param>
    /// <param name="now">The moment: what was refused before it no longer counts.</param>
    /// <returns>Whether that changed anything.</returns>
    public bool Restore(string address, DateTimeOffset now) => Transact(() => Execute(
        """
        UPDATE subscriber SET suspended = NULL, unsubscribed_at = NULL, restored_at = $now
        WHERE address = $address AND (suspended IS NOT NULL OR unsubscribed_at IS NOT NULL)
        """,
        ("$address", address), ("$now", Ms(now))) > 0);

    private int DropPending(long subscriber, string address) => Execute(
        """
        UPDATE delivery SET status = 'failed', reason = 'unsubscribed', head = x''
        WHERE status = 'pending' AND (subscriber = $subscriber OR address = $address)
        """,
        ("$subscriber", subscriber), ("$address", address));

    private List<Enrolled> SubscribersAfter(long last) => Read(() => WithFollowings(
        Rows(SubscriberColumns + " WHERE id > $last ORDER BY id LIMIT $size", ReadSubscriber, ("$last", last), ("$size", PageSize))));

    private List<Enrolled> WithFollowings(List<Enrolled> page)
    {
        if (page.Count == 0)
        {
            return page;
        }

        // SQLite takes Ö and ö for two letters, so that one topic may have two rows: the later counts.
        var followings = Rows(
            "SELECT subscriber, topic, cursor, edition_at FROM follow WHERE subscriber BETWEEN $first AND $last",
            row => (Subscriber: row.GetInt64(0), Topic: row.GetString(1), Following: new Following(row.IsDBNull(2) ? null : row.GetInt64(2), Time(row, 3))),
            ("$first", page[0].Id), ("$last", page[^1].Id)).ToLookup(row => row.Subscriber);
        return page.ConvertAll(subscriber => subscriber with
        {
            Followings = followings[subscriber.Id].GroupBy(row => row.Topic, row => row.Following, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(topic => topic.Key, topic => topic.MaxBy(following => following.EditionAt)!, StringComparer.OrdinalIgnoreCase),
        });
    }

    private static Enrolled ReadSubscriber(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Address = row.GetString(1),
        IsConfigured = row.GetString(2) == "configuration",
        Name = row.GetString(3),
        Topics = Text(row, 4) is { } topics ? JsonSerializer.Deserialize(topics, StorageJson.Default.IReadOnlyListString) : null,
        Schedule = Text(row, 5),
        TimeZone = Text(row, 6),
        SuspendedAt = Time(row, 7),
        LeftAt = Time(row, 8),
        IsInFlight = row.GetInt64(9) != 0,
    };
}
