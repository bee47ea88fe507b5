using System.Text.Json;

namespace Digest.Storage;

/// <content>Subscribers' cursors, and the freezing of editions.</content>
public sealed partial class Ledger
{
    /// <summary>How far every subscriber has come with every topic.</summary>
    /// <returns>By address and topic, both in lower case.</returns>
    public IReadOnlyDictionary<(string Address, string Topic), Following> Followings() => Read(() =>
        (IReadOnlyDictionary<(string, string), Following>)Rows(
            "SELECT lower(address), lower(topic), cursor, edition_at FROM follow JOIN subscriber ON subscriber.id = subscriber",
            row => ((row.GetString(0), row.GetString(1)), new Following(row.IsDBNull(2) ? null : row.GetInt64(2), Time(row, 3))))
        .ToDictionary(row => row.Item1, row => row.Item2));

    /// <summary>How many deliveries of one moment an address has already: it tells two sends of one instant apart.</summary>
    /// <param name="address">The address.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The count.</returns>
    public int DeliveriesAt(string address, DateTimeOffset now) => Read(() =>
        (int)(long)Scalar("SELECT count(*) FROM delivery WHERE address = $address AND date = $now", ("$address", address), ("$now", Ms(now)))!);

    /// <summary>
    /// Freezes an edition: its body, a pending delivery for each subscriber and their cursors, all together. From here
    /// on nothing but the ledger decides what goes out.
    /// </summary>
    /// <param name="freeze">The edition and its deliveries.</param>
    /// <param name="now">The moment of the edition.</param>
    /// <returns>The edition's number.</returns>
    public long FreezeEdition(Freeze freeze, DateTimeOffset now) => Transact(() =>
    {
        var edition = SaveEdition(freeze, now);
        foreach (var delivery in freeze.Deliveries)
        {
            var subscriber = freeze.IsOneOff ? SubscriberId(delivery.Address) : AddSubscriber(delivery.Address);
            var id = (long)Scalar(
                """
                INSERT INTO delivery(edition, subscriber, address, sender, message_id, date, head, token, expires_at)
                VALUES ($edition, $subscriber, $address, $sender, $message_id, $date, $head, $token, $expires_at)
                RETURNING id
                """,
                ("$edition", edition),
                ("$subscriber", subscriber),
                ("$address", delivery.Address),
                ("$sender", delivery.Sender),
                ("$message_id", delivery.MessageId),
                ("$date", Ms(now)),
                ("$head", delivery.Head.ToArray()),
                ("$token", delivery.Token),
                ("$expires_at", Ms(delivery.ExpiresAt)))!;
            foreach (var topic in delivery.Moved)
            {
                Execute(
                    """
                    INSERT INTO moved(delivery, topic, cursor)
                    VALUES ($delivery, $topic, (SELECT cursor FROM follow WHERE subscriber = $subscriber AND topic = $topic))
                    """,
                    ("$delivery", id), ("$subscriber", subscriber), ("$topic", topic));
                MoveCursor(subscriber!.Value, topic, freeze.Cursor, now);
            }
        }

        return edition;
    });

    /// <summary>Notes that a subscriber was due and that nothing was new: the cursors move on, but for a topic still without its first edition.</summary>
    /// <param name="addresses">The subscribers.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="cursor">The batch up to which nothing was new.</param>
    /// <param name="now">The moment.</param>
    /// <returns>How many subscribers were noted.</returns>
    public int Pass(IReadOnlyList<string> addresses, IReadOnlyList<string> topics, long cursor, DateTimeOffset now) => Transact(() =>
    {
        foreach (var address in addresses)
        {
            var subscriber = AddSubscriber(address);
            foreach (var topic in topics)
            {
                var hadEdition = Scalar(
                    "SELECT cursor FROM follow WHERE subscriber = $subscriber AND topic = $topic", ("$subscriber", subscriber), ("$topic", topic)) is not null;
                MoveCursor(subscriber, topic, hadEdition ? cursor : null, now);
            }
        }

        return addresses.Count;
    });

    private long SaveEdition(Freeze freeze, DateTimeOffset now)
    {
        if (Scalar("SELECT id FROM edition WHERE key = $key", ("$key", freeze.Edition.Key)) is long known)
        {
            return known;
        }

        var edition = (long)Scalar(
            "INSERT INTO edition(key, kind, made_at, subject, body, token_at) VALUES ($key, $kind, $now, $subject, $body, $token_at) RETURNING id",
            ("$key", freeze.Edition.Key),
            ("$kind", freeze.IsOneOff ? "send" : "run"),
            ("$now", Ms(now)),
            ("$subject", freeze.Edition.Subject),
            ("$body", freeze.Edition.Body.ToArray()),
            ("$token_at", JsonSerializer.Serialize(freeze.Edition.TokenAt, StorageJson.Default.IReadOnlyListInt32)))!;
        foreach (var section in freeze.Sections)
        {
            foreach (var (rank, pick) in section.Picks.Index())
            {
                Execute(
                    "INSERT INTO edition_story(edition, story, section, rank) VALUES ($edition, $story, $section, $rank)",
                    ("$edition", edition), ("$story", pick.Kept.Id), ("$section", section.Topic.Name), ("$rank", rank));
            }
        }

        return edition;
    }

    private void MoveCursor(long subscriber, string topic, long? cursor, DateTimeOffset now) => Execute(
        """
        INSERT INTO follow(subscriber, topic, cursor, edition_at) VALUES ($subscriber, $topic, $cursor, $now)
        ON CONFLICT(subscriber, topic) DO UPDATE SET cursor = excluded.cursor, edition_at = excluded.edition_at
        """,
        ("$subscriber", subscriber), ("$topic", topic), ("$cursor", cursor), ("$now", Ms(now)));

    private long? SubscriberId(string address) =>
        (long?)Scalar("SELECT id FROM subscriber WHERE address = $address", ("$address", address));

    private long AddSubscriber(string address) => SubscriberId(address)
        ?? (long)Scalar("INSERT INTO subscriber(address, origin) VALUES ($address, 'configuration') RETURNING id", ("$address", address))!;
}
