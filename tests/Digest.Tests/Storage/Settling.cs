using System.Text;
using Digest.News;
using Digest.Storage;

namespace Digest.Tests.Storage;

/// <summary>What becomes of a delivery by what came of it.</summary>
public sealed class Settling : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Ledger _ledger;

    public Settling() => _ledger = Ledger.Open(_folder.File("digest.db"));

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Accepted_is_sent_refused_is_failed_and_all_else_stays_pending()
    {
        Freeze(1, "a@example.org", "b@example.org", "c@example.org", "d@example.org");
        Outcome[] outcomes = [new Accepted("250 ok"), new Refused("550 no"), new Deferred("450 later"), new InDoubt("closed")];
        foreach (var (mail, outcome) in _ledger.Pending().ToList().Zip(outcomes))
        {
            Assert.True(_ledger.Settle(mail.Delivery, outcome, A.Morning).IsNew);
        }

        Assert.Equal(["c@example.org", "d@example.org"], _ledger.Pending().Select(mail => mail.Recipient));
    }

    [Fact]
    public void What_was_settled_is_settled()
    {
        Freeze(1, "a@example.org");
        var delivery = _ledger.Pending().Single().Delivery;
        _ledger.Settle(delivery, new Accepted("250 ok"), A.Morning);
        Assert.False(_ledger.Settle(delivery, new Deferred("450"), A.Morning).IsNew);
        Assert.False(_ledger.Settle(delivery, new Refused("550"), A.Morning).IsNew);
        Assert.Equal(0, _ledger.CountPending());
    }

    [Fact]
    public void A_second_deferral_is_no_news()
    {
        Freeze(1, "a@example.org");
        var delivery = _ledger.Pending().Single().Delivery;
        Assert.True(_ledger.Settle(delivery, new Deferred("450 later"), A.Morning).IsNew);
        Assert.False(_ledger.Settle(delivery, new Deferred("450 later"), A.Morning).IsNew);
        Assert.True(_ledger.Settle(delivery, new Refused("550 no"), A.Morning).IsNew);
    }

    [Fact]
    public void Outcomes_that_arrive_together_are_all_kept()
    {
        Freeze(1, [.. Enumerable.Range(0, 600).Select(n => $"r{n}@example.org")]);
        var mails = _ledger.Pending().ToList();

        Parallel.ForEach(mails, new ParallelOptions { MaxDegreeOfParallelism = 16 }, mail =>
            Assert.True(_ledger.Settle(mail.Delivery, mail.Delivery % 3 == 0 ? new Refused("550") : new Accepted("250"), A.Morning).IsNew));

        using var reopened = Ledger.Open(_ledger.Path);
        Assert.Equal(0, reopened.CountPending());
    }

    [Fact]
    public void Who_refuses_three_editions_in_a_row_is_suspended_and_can_be_restored()
    {
        Refuse(1);
        Refuse(2);
        Assert.True(Refuse(3));
        Assert.Equal(A.Morning, _ledger.Subscriber("a@example.org")!.SuspendedAt);

        Assert.True(_ledger.Restore("a@example.org", A.Morning));
        Assert.Null(_ledger.Subscriber("a@example.org")!.SuspendedAt);
        Assert.False(Refuse(4));
        Assert.False(_ledger.Restore("a@example.org", A.Morning));
    }

    [Fact]
    public void A_server_that_takes_nothing_from_us_suspends_nobody()
    {
        Assert.False(Refuse(1, "554 5.7.1 relay access denied"));
        Assert.False(Refuse(2, "554 5.7.1 relay access denied"));
        Assert.False(Refuse(3, "554 5.7.1 relay access denied"));
        Assert.Null(_ledger.Subscriber("a@example.org")!.SuspendedAt);
    }

    [Fact]
    public void An_accepted_edition_ends_the_row_of_refusals()
    {
        Refuse(1);
        Refuse(2);
        Freeze(3, "a@example.org");
        _ledger.Settle(_ledger.Pending().Single().Delivery, new Accepted("250"), A.Morning);
        Assert.False(Refuse(4));
        Assert.False(Refuse(5));
        Assert.Null(_ledger.Subscriber("a@example.org")!.SuspendedAt);
    }

    [Fact]
    public void What_a_server_accepts_in_the_moment_of_its_cancelling_counts_as_sent_and_is_not_told_again()
    {
        var edition = Freeze(1, "a@example.org");
        var cursor = _ledger.Subscriber("a@example.org")!.Followings["North Korea"].Cursor;
        var delivery = _ledger.Pending().Single().Delivery;
        _ledger.Cancel(edition);
        Assert.Null(_ledger.Subscriber("a@example.org")!.Followings["North Korea"].Cursor);

        Assert.True(_ledger.Settle(delivery, new Accepted("250"), A.Morning).IsNew);

        Assert.Equal(cursor, _ledger.Subscriber("a@example.org")!.Followings["North Korea"].Cursor);
        Assert.False(_ledger.Settle(delivery, new Accepted("250"), A.Morning).IsNew);
    }

    private bool Refuse(int morning, string reply = "550 5.1.1 no such user")
    {
        Freeze(morning, "a@example.org");
        return _ledger.Settle(_ledger.Pending().Single().Delivery, new Refused(reply), A.Morning).IsSuspension;
    }

    private long Freeze(int morning, params string[] addresses)
    {
        _ledger.OpenBatch(A.Morning);
        return _ledger.FreezeEdition(
            new Freeze(
                new Edition { Key = $"k{morning}", Subject = "", Body = Encoding.ASCII.GetBytes("body") }, IsOneOff: false, [],
                addresses.Select(address => new FrozenDelivery(
                    address, "digest@example.org", $"{morning}-{address}", Encoding.ASCII.GetBytes("To: x\r\n"), new string('t', Token.Length),
                    A.Morning.AddHours(24), ["North Korea"])),
                _ledger.CloseBatches()),
            A.Morning)!.Edition;
    }
}
