using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Digest.News;

namespace Digest.Storage;

/// <content>What came of deliveries.</content>
public sealed partial class Ledger
{
    // Three editions in a row that a server refused for good: the address is no good.
    private const int MostRefusals = 3;

    private readonly ConcurrentQueue<Settling> _settling = new();

    /// <summary>
    /// Commits what came of one attempt, and returns when that is on the disk. What several connections settle at one time
    /// goes into one commit: a disk that takes its time over each is waited for once.
    /// </summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="outcome">What came of it: accepted makes it sent, refused failed; after anything else it stays pending.</param>
    /// <param name="now">The moment.</param>
    /// <returns>What that changed.</returns>
    public Settlement Settle(long delivery, Outcome outcome, DateTimeOffset now)
    {
        var own = new Settling(delivery, outcome, now);
        _settling.Enqueue(own);
        lock (_gate)
        {
            // Whoever waited here may have been taken along by the one before.
            if (!own.IsDone)
            {
                SettleWaiting();
            }
        }

        own.Failure?.Throw();
        return own.Result;
    }

    private void SettleWaiting()
    {
        var together = new List<Settling>();
        while (_settling.TryDequeue(out var next))
        {
            together.Add(next);
        }

        try
        {
            _ = Transact(() =>
            {
                together.ForEach(each => each.Result = Apply(each));
                return together.Count;
            });
        }
#pragma warning disable CA1031 // Each of those who wait hears of it, whatever it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            together.ForEach(each => each.Failure = ExceptionDispatchInfo.Capture(e));
        }

        together.ForEach(each => each.IsDone = true);
    }

    private Settlement Apply(Settling settling) => settling.Outcome switch
    {
        Accepted accepted => Accept(settling, accepted.Reply),
        Refused refused => Refuse(settling, refused.Reply),
        Deferred deferred => PutOff(settling, deferred.Reply),
        InDoubt doubt => PutOff(settling, doubt.Reply),
        _ => throw new ArgumentOutOfRangeException(nameof(settling), settling.Outcome, "not an outcome"),
    };

    // The server has it, whatever was decided meanwhile: a delivery that was cancelled in its last moment is sent all the same.
    private Settlement Accept(Settling settling, string reply)
    {
        if (Scalar("SELECT status FROM delivery WHERE id = $id", ("$id", settling.Delivery)) is not string status || status == "sent")
        {
            return default;
        }

        Execute(
            """
            UPDATE delivery SET status = 'sent', reason = NULL, reply = $reply, attempts = attempts + 1, sent_at = $now, head = x''
            WHERE id = $id
            """,
            ("$id", settling.Delivery), ("$reply", reply), ("$now", Ms(settling.Now)));
        if (status == "failed")
        {
            Execute(
                """
                UPDATE follow SET cursor = max(coalesce(follow.cursor, 0), edition.cursor)
                FROM moved, delivery, edition
                WHERE delivery.id = $id AND edition.id = delivery.edition AND moved.delivery = $id
                  AND moved.topic = follow.topic AND follow.subscriber = delivery.subscriber
                """,
                ("$id", settling.Delivery));
        }

        Execute("DELETE FROM moved WHERE delivery = $id", ("$id", settling.Delivery));
        Execute(
            "UPDATE subscriber SET refusals = 0 WHERE id = (SELECT subscriber FROM delivery WHERE id = $id) AND refusals > 0",
            ("$id", settling.Delivery));
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
        var refusals = isChange
            ? Scalar(
                """
                UPDATE subscriber SET refusals = refusals + 1
                WHERE id = (SELECT subscriber FROM delivery WHERE id = $id AND one_off = 0) AND suspended IS NULL
                RETURNING refusals
                """,
                ("$id", settling.Delivery))
            : null;
        if (refusals is not >= (long)MostRefusals)
        {
            return new Settlement(isChange, IsSuspension: false);
        }

        Execute(
            "UPDATE subscriber SET suspended = $now WHERE id = (SELECT subscriber FROM delivery WHERE id = $id)",
            ("$id", settling.Delivery), ("$now", Ms(settling.Now)));
        return new Settlement(IsNew: true, IsSuspension: true);
    }

    private Settlement PutOff(Settling settling, string reply) => new(
        Scalar(
            "UPDATE delivery SET reply = $reply, attempts = attempts + 1 WHERE id = $id AND status = 'pending' RETURNING attempts",
            ("$id", settling.Delivery), ("$reply", reply)) is 1L,
        IsSuspension: false);

    private sealed class Settling(long delivery, Outcome outcome, DateTimeOffset now)
    {
        public long Delivery => delivery;

        public Outcome Outcome => outcome;

        public DateTimeOffset Now => now;

        public bool IsDone { get; set; }

        public Settlement Result { get; set; }

        public ExceptionDispatchInfo? Failure { get; set; }
    }
}
