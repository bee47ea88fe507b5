using System.Text;
using Digest.News;
using Digest.Storage;

namespace Digest.Tests.Storage;

public sealed class Delivering : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Ledger _ledger;

    public Delivering()
    {
        _ledger = Ledger.Open(_folder.File("digest.db"));
        _ledger.Record(A.Read(A.Wire, A.Story("Corvette launched")), _ledger.OpenBatch(A.Morning), A.Morning);
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_frozen_is_pending_as_it_was_frozen_also_after_reopening()
    {
        Freeze("k", "one@example.org", "two@example.org");
        using var reopened = Ledger.Open(_ledger.Path);
        var mails = reopened.Pending().ToList();
        Assert.Equal(["one@example.org", "two@example.org"], mails.Select(mail => mail.Recipient));
        Assert.Equal("To: one@example.org\r\nbody of k", Encoding.ASCII.GetString(mails[0].ToBytes()));
        Assert.Equal(A.Morning, mails[0].Date);
        Assert.Same(mails[0].Edition, mails[1].Edition);
    }

    [Fact]
    public void Pending_reads_page_after_page()
    {
        Freeze("k", [.. Enumerable.Range(0, 450).Select(n => $"r{n}@example.org")]);
        Assert.Equal(450, _ledger.Pending().Select(mail => mail.Recipient).Distinct().Count());
    }

    [Fact]
    public void Accepted_is_sent_refused_is_failed_and_all_else_stays_pending()
    {
        Freeze("k", "a@example.org", "b@example.org", "c@example.org", "d@example.org");
        Outcome[] outcomes = [new Accepted("250 ok"), new Refused("550 no"), new Deferred("450 later"), new InDoubt("closed")];
        foreach (var (mail, outcome) in _ledger.Pending().ToList().Zip(outcomes))
        {
            Assert.True(_ledger.Settle(mail.Delivery, outcome, A.Morning));
        }

        Assert.Equal(["c@example.org", "d@example.org"], _ledger.Pending().Select(mail => mail.Recipient));
    }

    [Fact]
    public void What_was_settled_is_settled()
    {
        Freeze("k", "a@example.org");
        var mail = _ledger.Pending().Single();
        _ledger.Settle(mail.Delivery, new Accepted("250 ok"), A.Morning);
        Assert.False(_ledger.Settle(mail.Delivery, new Deferred("450"), A.Morning));
        Assert.Equal(0, _ledger.CountPending());
    }

    [Fact]
    public void One_editions_deliveries_can_be_asked_for_alone()
    {
        Freeze("k1", "a@example.org");
        var second = Freeze("k2", "b@example.org");
        Assert.Equal("b@example.org", Assert.Single(_ledger.Pending(second)).Recipient);
        Assert.Equal(1, _ledger.CountPending(second));
    }

    [Fact]
    public void A_freeze_moves_the_cursors_and_one_that_expires_puts_them_back()
    {
        Freeze("k0", "a@example.org");
        _ledger.Settle(_ledger.Pending().Single().Delivery, new Accepted("250"), A.Morning);
        var before = Cursor("a@example.org");
        _ledger.OpenBatch(A.Morning);
        Freeze("k1", "a@example.org");
        Assert.Equal(before + 1, Cursor("a@example.org"));
        Assert.Empty(_ledger.Expire(A.Morning.AddHours(23)));
        Assert.Equal(["a@example.org"], _ledger.Expire(A.Morning.AddHours(24)));
        Assert.Equal(before, Cursor("a@example.org"));
        Assert.Equal(0, _ledger.CountPending());
    }

    [Fact]
    public void Nobody_with_an_edition_on_its_way_is_counted_as_free()
    {
        Freeze("k", "A@example.org");
        Assert.Equal(["a@example.org"], _ledger.AddressesInFlight());
    }

    [Fact]
    public void A_one_off_moves_no_cursor_and_holds_nobody_up()
    {
        _ledger.FreezeEdition(new Freeze(Edition("k"), IsOneOff: true, [], [Delivery("k", "a@example.org") with { Moved = [] }], 1), A.Morning);
        Assert.Empty(_ledger.Followings());
        Assert.Empty(_ledger.AddressesInFlight());
        Assert.Equal(1, _ledger.CountPending());
    }

    [Fact]
    public void A_freeze_that_fails_leaves_nothing_behind()
    {
        var twice = new Freeze(Edition("k"), IsOneOff: false, [], [Delivery("k", "a@example.org"), Delivery("k", "a@example.org")], 1);
        Assert.ThrowsAny<Exception>(() => _ledger.FreezeEdition(twice, A.Morning));
        Assert.Equal(0, _ledger.CountPending());
        Assert.Empty(_ledger.Followings());
    }

    [Fact]
    public void A_topic_without_a_first_edition_still_waits_for_it_when_nothing_was_new()
    {
        _ledger.Pass(["a@example.org"], ["North Korea"], 1, A.Morning);
        Assert.Equal(new Following(null, A.Morning), _ledger.Followings()[("a@example.org", "north korea")]);
        Freeze("k", "a@example.org");
        _ledger.Pass(["a@example.org"], ["North Korea"], 7, A.Morning.AddDays(1));
        Assert.Equal(new Following(7, A.Morning.AddDays(1)), _ledger.Followings()[("a@example.org", "north korea")]);
    }

    private long? Cursor(string address) => _ledger.Followings()[(address, "north korea")].Cursor;

    private long Freeze(string key, params string[] addresses) => _ledger.FreezeEdition(
        new Freeze(Edition(key), IsOneOff: false, [], [.. addresses.Select(address => Delivery(key, address))], _ledger.LastBatch()), A.Morning);

    private static Edition Edition(string key) => new() { Key = key, Subject = key, Body = Encoding.ASCII.GetBytes($"body of {key}") };

    private static FrozenDelivery Delivery(string key, string address) => new(
        address, "digest@example.org", $"{key}-{address}", Encoding.ASCII.GetBytes($"To: {address}\r\n"), new string('t', Token.Length),
        A.Morning.AddHours(24), ["North Korea"]);
}
