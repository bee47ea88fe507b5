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
    public void One_freezes_deliveries_can_be_asked_for_alone()
    {
        Freeze("k1", "a@example.org");
        var second = Share.Of(Freeze("k2", "b@example.org", "c@example.org"));
        Freeze("k3", "d@example.org");
        Assert.Equal(["b@example.org", "c@example.org"], _ledger.Pending(second).Select(mail => mail.Recipient));
        Assert.Equal(2, _ledger.CountPending(second));
    }

    [Fact]
    public void A_one_off_that_came_later_is_left_to_whoever_made_it()
    {
        Freeze("k1", "a@example.org");
        OneOff("k2", "b@example.org");
        var share = Share.All with { LastOneOff = _ledger.LastOneOff() };
        OneOff("k3", "c@example.org");
        Freeze("k4", "d@example.org");
        Assert.Equal(["a@example.org", "b@example.org", "d@example.org"], _ledger.Pending(share).Select(mail => mail.Recipient));
        Assert.Equal(3, _ledger.CountPending(share));
    }

    [Fact]
    public void What_is_cancelled_after_its_page_was_read_is_not_drawn()
    {
        var edition = Freeze("k", "a@example.org", "b@example.org", "c@example.org").Edition;
        using var mails = _ledger.Pending().GetEnumerator();
        Assert.True(mails.MoveNext());
        Assert.Equal(["a@example.org", "b@example.org", "c@example.org"], _ledger.Cancel(edition));
        Assert.False(mails.MoveNext());
    }

    [Fact]
    public void A_cancelled_edition_puts_its_cursors_back()
    {
        Freeze("k0", "a@example.org");
        _ledger.Settle(_ledger.Pending().Single().Delivery, new Accepted("250"), A.Morning);
        var before = Cursor("a@example.org");
        _ledger.OpenBatch(A.Morning);
        var edition = Freeze("k1", "a@example.org").Edition;
        Assert.Equal(before + 1, Cursor("a@example.org"));
        Assert.Equal(["a@example.org"], _ledger.Cancel(edition));
        Assert.Equal(before, Cursor("a@example.org"));
        Assert.Empty(_ledger.Cancel(edition));
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
    public void Who_has_an_edition_on_its_way_is_known_until_it_is_settled()
    {
        Freeze("k", "A@example.org");
        Assert.True(_ledger.Subscriber("a@example.org")!.IsInFlight);
        _ledger.Settle(_ledger.Pending().Single().Delivery, new Accepted("250"), A.Morning);
        Assert.False(_ledger.Subscriber("a@example.org")!.IsInFlight);
    }

    [Fact]
    public void A_one_off_moves_no_cursor_and_holds_nobody_up()
    {
        _ledger.Enrol(["a@example.org"]);
        OneOff("k", "a@example.org");
        Assert.Empty(_ledger.Subscriber("a@example.org")!.Followings);
        Assert.False(_ledger.Subscriber("a@example.org")!.IsInFlight);
        Assert.Equal(1, _ledger.CountPending());
    }

    [Fact]
    public void An_edition_is_forgotten_after_three_months_but_not_while_it_is_pending()
    {
        var edition = Freeze("k", "a@example.org").Edition;
        _ledger.Prune(A.Morning.AddDays(91));
        Assert.Equal("k", _ledger.EditionAt(edition)!.Subject);
        _ledger.Settle(_ledger.Pending().Single().Delivery, new Accepted("250"), A.Morning);
        _ledger.Prune(A.Morning.AddDays(89));
        Assert.NotNull(_ledger.EditionAt(edition));
        _ledger.Prune(A.Morning.AddDays(91));
        Assert.Null(_ledger.EditionAt(edition));
    }

    [Fact]
    public void Who_left_between_the_picking_and_the_freeze_is_passed_over()
    {
        _ledger.Unsubscribe("a@example.org", A.Morning);
        Assert.Equal("b@example.org", Assert.Single(_ledger.Pending(Share.Of(Freeze("k1", "A@example.org", "b@example.org")))).Recipient);
        Assert.Null(_ledger.FreezeEdition(new Freeze(Edition("k2"), IsOneOff: true, [], [Delivery("k2", "a@example.org")], 1), A.Morning));
        Assert.Single(_ledger.Editions(10));
    }

    [Fact]
    public void Who_was_removed_between_the_picking_and_the_noting_is_passed_over()
    {
        _ledger.Enrol(["a@example.org"]);
        var id = _ledger.Subscriber("a@example.org")!.Id;
        _ledger.Pass([id, id + 1], ["North Korea"], 1, A.Morning);
        Assert.Null(_ledger.SubscriberAt(id + 1));
        Assert.Equal(A.Morning, Following("a@example.org").EditionAt);
    }

    [Fact]
    public void A_freeze_that_fails_leaves_nothing_behind()
    {
        var twice = new Freeze(Edition("k"), IsOneOff: false, [], [Delivery("k", "a@example.org"), Delivery("k", "a@example.org")], 1);
        Assert.ThrowsAny<Exception>(() => _ledger.FreezeEdition(twice, A.Morning));
        Assert.Equal(0, _ledger.CountPending());
        Assert.Empty(_ledger.Subscribers());
    }

    [Fact]
    public void A_topic_without_a_first_edition_still_waits_for_it_when_nothing_was_new()
    {
        _ledger.Enrol(["a@example.org"]);
        var id = _ledger.Subscriber("a@example.org")!.Id;
        _ledger.Pass([id], ["North Korea"], 1, A.Morning);
        Assert.Equal(new Following(null, A.Morning), Following("a@example.org"));
        Freeze("k", "a@example.org");
        _ledger.Pass([id], ["North Korea"], 7, A.Morning.AddDays(1));
        Assert.Equal(new Following(7, A.Morning.AddDays(1)), Following("a@example.org"));
    }

    private Following Following(string address) => _ledger.Subscriber(address)!.Followings["north korea"];

    private long? Cursor(string address) => Following(address).Cursor;

    private FrozenEdition Freeze(string key, params string[] addresses) => _ledger.FreezeEdition(
        new Freeze(Edition(key), IsOneOff: false, [], addresses.Select(address => Delivery(key, address)), _ledger.CloseBatches()), A.Morning)!;

    private void OneOff(string key, string address) => _ledger.FreezeEdition(
        new Freeze(Edition(key), IsOneOff: true, [], [Delivery(key, address) with { Moved = [] }], 1), A.Morning);

    private static Edition Edition(string key) => new() { Key = key, Subject = key, Body = Encoding.ASCII.GetBytes($"body of {key}") };

    private static FrozenDelivery Delivery(string key, string address) => new(
        address, "digest@example.org", $"{key}-{address}", Encoding.ASCII.GetBytes($"To: {address}\r\n"), new string('t', Token.Length),
        A.Morning.AddHours(24), ["North Korea"]);
}
