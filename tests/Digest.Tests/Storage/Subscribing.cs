using System.Text;
using Digest.News;
using Digest.Storage;

namespace Digest.Tests.Storage;

/// <summary>Whom the ledger knows.</summary>
public sealed class Subscribing : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Ledger _ledger;

    public Subscribing() => _ledger = Ledger.Open(_folder.File("digest.db"));

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_configurations_subscribers_are_noted_once_whatever_their_case()
    {
        Assert.Equal(2, _ledger.Enrol(["a@example.org", "b@example.org"]));
        Assert.Equal(0, _ledger.Enrol(["A@example.org"]));
        Assert.Equal([("a@example.org", true), ("b@example.org", true)], _ledger.Subscribers().Select(known => (known.Address, known.IsConfigured)));
    }

    [Fact]
    public void Nobody_lives_in_both()
    {
        Save("a@example.org");
        var both = Assert.Throws<ProblemException>(() => _ledger.Enrol(["b@example.org", "A@example.org"]));
        Assert.Equal(new Problem(ProblemKind.SubscriberInBoth, _ledger.Path, "A@example.org"), Assert.Single(both.Problems));
        Assert.Single(_ledger.Subscribers());
    }

    [Fact]
    public void A_subscriber_is_kept_as_given_and_changed_when_saved_again()
    {
        Assert.Equal(1, _ledger.SaveSubscribers([new Enrolled { Id = 0, Address = "a@example.org", Name = "Ä", Topics = ["One", "Two"], Schedule = "daily 07:00", TimeZone = "Asia/Seoul" }]));
        var known = _ledger.Subscriber("A@EXAMPLE.org")!;
        Assert.Equal(("Ä", "daily 07:00", "Asia/Seoul", false), (known.Name, known.Schedule, known.TimeZone, known.IsConfigured));
        Assert.Equal(["One", "Two"], known.Topics);
        Assert.Equal(0, _ledger.SaveSubscribers([known with { Topics = ["Three"] }]));
        Assert.Equal(["Three"], Assert.Single(_ledger.Subscribers()).Topics);
    }

    [Fact]
    public void A_topic_that_changes_the_case_of_its_umlaut_goes_on_from_where_it_was()
    {
        _ledger.Enrol(["a@example.org"]);
        var id = _ledger.Subscriber("a@example.org")!.Id;
        _ledger.Pass([id], ["Österreich"], 1, A.Morning);
        _ledger.Pass([id], ["österreich"], 1, A.Morning.AddDays(1));
        Assert.Equal(A.Morning.AddDays(1), Assert.Single(_ledger.Subscriber("a@example.org")!.Followings).Value.EditionAt);
    }

    [Fact]
    public void There_may_be_many()
    {
        Save([.. Enumerable.Range(0, 1234).Select(n => $"r{n}@example.org")]);
        Assert.Equal(1234, _ledger.Subscribers().Select(known => known.Address).Distinct().Count());
    }

    [Fact]
    public void Who_is_removed_is_forgotten_and_gets_nothing_that_is_pending()
    {
        Save("a@example.org");
        Freeze("a@example.org");
        Assert.True(_ledger.RemoveSubscriber("A@example.org"));
        Assert.Empty(_ledger.Subscribers());
        Assert.Equal(0, _ledger.CountPending());
        Assert.False(_ledger.RemoveSubscriber("a@example.org"));
    }

    [Fact]
    public void Who_left_gets_nothing_that_is_pending_and_stays_away_whatever_is_saved()
    {
        Save("a@example.org", "b@example.org");
        Freeze("a@example.org", "b@example.org");
        Assert.Equal(1, _ledger.Unsubscribe("A@example.org", A.Morning));
        Assert.Equal(["b@example.org"], _ledger.Pending().Select(mail => mail.Recipient));

        Save("a@example.org");
        Assert.Equal(A.Morning, _ledger.Subscriber("a@example.org")!.LeftAt);
        Assert.True(_ledger.RemoveSubscriber("a@example.org"));
        _ledger.Enrol(["a@example.org"]);
        Assert.Equal(A.Morning, _ledger.Subscriber("a@example.org")!.LeftAt);
        Assert.Equal(0, _ledger.Unsubscribe("a@example.org", A.Morning.AddDays(1)));
        Assert.Equal(A.Morning, _ledger.Subscriber("a@example.org")!.LeftAt);
    }

    [Fact]
    public void Someone_unknown_can_leave_too()
    {
        Assert.Equal(0, _ledger.Unsubscribe("a@example.org", A.Morning));
        Save("a@example.org");
        Assert.NotNull(_ledger.Subscriber("a@example.org")!.LeftAt);
    }

    private void Save(params string[] addresses) =>
        _ledger.SaveSubscribers([.. addresses.Select(address => new Enrolled { Id = 0, Address = address, Topics = ["North Korea"] })]);

    private void Freeze(params string[] addresses) => _ledger.FreezeEdition(
        new Freeze(
            new Edition { Key = "k", Subject = "", Body = Encoding.ASCII.GetBytes("body") }, IsOneOff: false, [],
            addresses.Select(address => new FrozenDelivery(
                address, "digest@example.org", address, Encoding.ASCII.GetBytes("To: x\r\n"), new string('t', Token.Length), A.Morning.AddHours(24), ["North Korea"])),
            1),
        A.Morning);
}
