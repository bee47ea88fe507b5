using System.Text.Json;
using Digest.News;

namespace Digest.Storage;

/// <content>The freezing of editions.</content>
public sealed partial class Ledger
{
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
    /// <param name="freeze">The edition and its deliveries; whoever has left meanwhile is passed over.</param>
    /// <param name="now">The moment of the edition.</param>
    /// <returns>What was made; null where nobody is left to receive it.</returns>
    public FrozenEdition? FreezeEdition(Freeze freeze, DateTimeOffset now) => Transact(() =>
    {
        FrozenEdition? frozen = null;
        foreach (var delivery in freeze.Deliveries.Where(delivery => IsReachable(delivery.Address, freeze.IsOneOff)))
        {
            var edition = frozen?.Edition ?? SaveEdition(freeze, now);
            var id = SaveDelivery(edition, delivery, freeze, now);
            frozen = new FrozenEdition(edition, frozen?.First ?? id, id);
        }

        return frozen;
    });

    /// <summary>Notes that subscribers were due and that nothing was new: the cursors move on, but for a topic still without its first edition.</summary>
    /// <param name="subscribers">The subscribers' numbers.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="cursor">The batch up to which nothing was new.</param>
    /// <param name="now">The moment.</param>
    /// <returns>How many subscribers were noted.</returns>
    public int Pass(IReadOnlyList<long> subscribers, IReadOnlyList<string> topics, long cursor, DateTimeOffset now) => Transact(() =>
    {
        foreach (var subscriber in subscribers)
        {
            foreach (var topic in topics)
            {
                var hadEdition = Scalar(
                    "SELECT cursor FROM follow WHERE subscriber = $subscriber AND topic = $topic", ("$subscriber", subscriber), ("$topic", topic)) is not null;
                MoveCursor(subscriber, topic, hadEdition ? cursor : null, now);
            }
        }

        return subscribers.Count;
    });

    /// <summary>An edition that was frozen.</summary>
    /// <param name="edition">Its number.</param>
    /// <returns>The edition; null where there is none of that number, or it was forgotten.</returns>
    public Edition? EditionAt(long edition) => Read(() => Drawing.EditionAt(_statements, edition));

    private long SaveEdition(Freeze freeze, DateTimeOffset now)
    {
        if (Scalar("SELECT id FROM edition WHERE key = $key", ("$key", freeze.Edition.Key)) is long known)
        {
            return known;
        }

        var edition = (long)Scalar(
            """
            INSERT INTO edition(key, kind, made_at, subject, body, token_at, cursor)
            VALUES ($key, $kind, $now, $subject, $body, $token_at, $cursor) RETURNING id
            """,
            ("$key", freeze.Edition.Key),
            ("$kind", freeze.IsOneOff ? "send" : "run"),
            ("$now", Ms(now)),
            ("$subject", freeze.Edition.Subject),
            ("$body", freeze.Edition.Body.ToArray()),
            ("$token_at", JsonSerializer.Serialize(freeze.Edition.TokenAt, StorageJson.Default.IReadOnlyListInt32)),
            ("$cursor", freeze.Cursor))!;
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

    private bool IsReachable(string address, bool isOneOff) => Scalar(
        "SELECT 1 FROM subscriber WHERE address = $address AND (unsubscribed_at IS NOT NULL OR (suspended IS NOT NULL AND NOT $one_off))",
        ("$address", address), ("$one_off", isOneOff ? 1 : 0)) is null;

    private long SaveDelivery(long edition, FrozenDelivery delivery, Freeze freeze, DateTimeOffset now)
    {
        var subscriber = (long?)Scalar("SELECT id FROM subscriber WHERE address = $address", ("$address", delivery.Address));
        if (subscriber is null && !freeze.IsOneOff)
        {
            subscriber = (long)Scalar(
                "INSERT INTO subscriber(address, origin) VALUES ($address, 'configuration') RETURNING id", ("$address", delivery.Address))!;
        }

        var id = (long)Scalar(
            """
            INSERT INTO delivery(edition, subscriber, address, sender, message_id, date, head, token, expires_at, one_off)
            VALUES ($edition, $subscriber, $address, $sender, $message_id, $date, $head, $token, $expires_at, $one_off)
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
            ("$expires_at", Ms(delivery.ExpiresAt)),
            ("$one_off", freeze.IsOneOff ? 1 : 0))!;
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

        return id;
    }

    private void MoveCursor(long subscriber, string topic, long? cursor, DateTimeOffset now) => Execute(
        """
        INSERT INTO follow(subscriber, topic, cursor, edition_at)
        SELECT id, $topic, $cursor, $now FROM subscriber WHERE id = $subscriber
        ON CONFLICT(subscriber, topic) DO UPDATE SET cursor = excluded.cursor, edition_at = excluded.edition_at
        """,
        ("$subscriber", subscriber), ("$topic", topic), ("$cursor", cursor), ("$now", Ms(now)));
}
