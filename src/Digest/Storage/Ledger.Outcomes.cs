using Digest.News;

namespace Digest.Storage;

/// <content>What came of deliveries.</content>
public sealed partial class Ledger
{
    // Three editions in a row that a server refused for good: the address is no good.
    private const int MostRefusals = 3;

    private readonly Lazy<GroupCommit> _settling;

    /// <summary>
    /// Commits what came of one attempt. What several connections settle at one time goes into one commit.
    /// </summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="outcome">What came of it: accepted makes it sent, refused failed; after anything else it stays pending.</param>
    /// <param name="now">The moment.</param>
    /// <returns>What that changed; completed once it is on the disk.</returns>
    public Task<Settlement> SettleAsync(long delivery, Outcome outcome, DateTimeOffset now) => _settling.Value.Add(new Settling(delivery, outcome, now));

    private void SettleTogether(IReadOnlyList<Settling> together)
    {
        try
        {
            var settled = Transact(() => together.Select(Apply).ToList());
            foreach (var (settling, settlement) in together.Zip(settled))
            {
                settling.Done.SetResult(settlement);
            }
        }
#pragma warning disable CA1031 // Each of those who wait hears of it, whatever it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var settling in together)
            {
                settling.Done.SetException(e);
            }
        }
    }

    private Settlement Apply(Settling settling) => settling.Outcome switch
    {
        Accepted accepted => Accept(settling, accepted.Reply),
        Refused refused => Refuse(settling, refused.Reply),
        Deferred deferred => PutOff(settling, deferred.Reply),
        InDoubt doubt => PutOff(settling, doubt.Reply),
        _ => throw new ArgumentOutOfRangeException(nameof(settling), settling.Outcome, "not an outcome"),
    };

    private Settlement Accept(Settling settling, string reply)
    {
        const string Sent = """
            UPDATE delivery SET status = 'sent', reason = NULL, reply = $reply, attempts = attempts + 1, sent_at = $now, head = x''
            WHERE id = $id AND status = $status
            """;
        bool Was(string status) =>
            Execute(Sent, ("$id", settling.Delivery), ("$reply", reply), ("$now", Ms(settling.Now)), ("$status", status)) > 0;

        if (!Was("pending"))
        {
            // The server has it, whatever was decided meanwhile: what was cancelled in its last moment is sent all the same.
            if (!Was("failed"))
            {
                return default;
            }

            Execute(
                """
                UPDATE follow SET cursor = max(coalesce(follow.cursor, 0), edition.cursor)
                FROM moved, delivery, edition
                WHERE delivery.id = $id AND edition.id = delivery.edition AND moved.delivery = $id
                  AND moved.topic = follow.topic AND follow.subscriber = delivery.subscriber
                """,
                ("$id", settling.Delivery));
        }

        return new Settlement(IsNew: true, IsSuspension: false);
    }

    private Settlement Refuse(Settling settling, string reply)
    {
        var isChange = Execute(
            """
            UPDATE delivery SET status = 'failed', reason = 'refused', reply = $reply, attempts = attempts + 1, head = x''
            WHERE id = $id AND status = 'pending'
            """,
            ("$id", settling.Delivery), ("$reply", reply)) > 0;
        if (!isChange || !IsRefusedThroughout(settling.Delivery))
        {
            return new Settlement(isChange, IsSuspension: false);
        }

        var isSuspension = Execute(
            "UPDATE subscriber SET suspended = $now WHERE id = (SELECT subscriber FROM delivery WHERE id = $id) AND suspended IS NULL",
            ("$id", settling.Delivery), ("$now", Ms(settling.Now))) > 0;
        return new Settlement(IsNew: true, isSuspension);
    }

    /// <summary>
    /// Whether of the last scheduled editions to a delivery's address, since it was restored, each was refused for the
    /// address's sake: the server says so (RFC 3463, 3.2), or took the same edition for someone else. A server that takes
    /// nothing from us says nothing about anybody's address.
    /// </summary>
    private bool IsRefusedThroughout(long delivery) => Scalar(
        """
        SELECT count(*) FROM (
          SELECT past.status FROM delivery JOIN subscriber ON subscriber.id = delivery.subscriber
            JOIN delivery past ON past.address = delivery.address AND past.one_off = 0
          WHERE delivery.id = $id AND delivery.one_off = 0 AND (past.status = 'sent' OR (past.reason = 'refused' AND (
              past.reply GLOB '5[0-9][0-9] 5.1.*'
              OR EXISTS (SELECT 1 FROM delivery other WHERE other.edition = past.edition AND other.status = 'sent'))))
            AND past.date > coalesce(subscriber.restored_at, 0)
          ORDER BY past.id DESC LIMIT $most)
        WHERE status = 'failed'
        """,
        ("$id", delivery), ("$most", MostRefusals)) is (long)MostRefusals;

    private Settlement PutOff(Settling settling, string reply) => new(
        Scalar(
            "UPDATE delivery SET reply = $reply, attempts = attempts + 1 WHERE id = $id AND status = 'pending' RETURNING attempts",
            ("$id", settling.Delivery), ("$reply", reply)) is 1L,
        IsSuspension: false);
}
