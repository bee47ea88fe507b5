using Digest.Composition;
using Digest.News;
using Digest.Reporting;
using Digest.Selection;
using Digest.Storage;

namespace Digest.Steps;

/// <summary>Picks the stories, composes each different edition once, and freezes it with a delivery for each of its readers.</summary>
internal sealed class FreezeStep(Ledger ledger, Composer composer, Pictures pictures, RunPlan plan, IProgress<RunEvent> watch)
{
    // A morning's news is no news two days later.
    private static readonly TimeSpan _longestPending = TimeSpan.FromHours(48);
    private static readonly TimeSpan _broken = TimeSpan.FromDays(3);

    private readonly Dictionary<string, TopicPool> _pools = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _secret = ledger.Secret();
    private readonly long _batch = ledger.CloseBatches();

    /// <summary>Freezes an edition for each reader who is due and has no earlier one still on its way.</summary>
    /// <param name="readership">Everyone who reads.</param>
    /// <param name="couldRead">False where no feed could be read at all: then who has nothing new stays due.</param>
    /// <param name="cancellation">Ends it early; the editions frozen until then stay.</param>
    public async Task ForThoseDueAsync(Readership readership, bool couldRead, CancellationToken cancellation)
    {
        // Numbers and not readers are kept, so that a hundred thousand fit anywhere.
        var alike = new Dictionary<string, (Standing First, List<long> Ids)>(StringComparer.Ordinal);
        foreach (var standing in readership.All().Where(standing => standing.IsDue(plan.Now)))
        {
            var likeness = standing.Likeness(plan.Operator);
            if (!alike.TryGetValue(likeness, out var readers))
            {
                alike.Add(likeness, readers = (standing, []));
            }

            readers.Ids.Add(standing.Id);
        }

        foreach (var (first, ids) in alike.Values)
        {
            if (PickFor(first) is { Count: > 0 } sections)
            {
                await FreezeForAsync(first, sections, ids.Select(readership.Again).OfType<Standing>(), cancellation);
            }
            else
            {
                PassOver(first, ids, couldRead);
            }
        }
    }

    /// <summary>Freezes one reader's edition, due or not.</summary>
    /// <returns>What was frozen; null where nothing is new.</returns>
    public async Task<FrozenEdition?> AsIfDueAsync(Standing reader, CancellationToken cancellation) => PickFor(reader) is { Count: > 0 } sections
        ? await FreezeForAsync(reader, sections, [reader], cancellation)
        : Nothing([reader.Mailbox.Address], 1, reader.Topics);

    /// <summary>Freezes an edition outside any schedule: it moves nobody's cursor.</summary>
    /// <returns>What was frozen; null where there is nothing to send, or nobody who wants it.</returns>
    public async Task<FrozenEdition?> ForOneOffAsync(OneOff oneOff, CancellationToken cancellation)
    {
        var (to, names) = (WhoWant(oneOff.To), oneOff.Topics.Select(topic => topic.Name).ToList());
        Window window = oneOff.Since is { } since ? new Within(since) : new FirstEdition();
        var sections = Picker.Pick([.. oneOff.Topics.Select(topic => new Followed(Pool(topic), window))], plan.Now);
        return to.Count == 0 ? null
            : sections.Count == 0 ? Nothing([.. to.Select(mailbox => mailbox.Address)], to.Count, names)
            : await FreezeAsync(
                Lineup(sections, names, plan.Zone, oneOff.Since is { } age ? plan.Now - age : null, isOperators: false),
                to.Select(mailbox => (mailbox, plan.Zone, ExpiresAt: plan.Now + _longestPending, Moved: (IReadOnlyList<string>)[])),
                isOneOff: true,
                cancellation);
    }

    /// <summary>Freezes further deliveries of an edition that was frozen once, each with a header block of its own.</summary>
    /// <returns>What was frozen; null where nobody wants it.</returns>
    public FrozenEdition? Again(Edition edition, IReadOnlyList<Mailbox> to) => WhoWant(to) is { Count: > 0 } wanted
        ? Freeze(
            edition, [], wanted.Select(mailbox => (mailbox, plan.Zone, ExpiresAt: plan.Now + _longestPending, Moved: (IReadOnlyList<string>)[])), isOneOff: true)
        : null;

    private IReadOnlyList<Section> PickFor(Standing reader) =>
        Picker.Pick([.. reader.Topics.Select(name => new Followed(Pool(TopicOf(name)), reader.WindowOf(name)))], plan.Now);

    private Task<FrozenEdition?> FreezeForAsync(
        Standing first, IReadOnlyList<Section> sections, IEnumerable<Standing> readers, CancellationToken cancellation)
    {
        // A topic that has had no edition and has no story yet waits for its first.
        var moved = first.Topics.Where(name => first.CursorOf(name) is not null || sections.Any(section => Same(section.Topic.Name, name))).ToList();
        return FreezeAsync(
            Lineup(sections, first.Topics, first.Zone, first.Since, Same(first.Mailbox.Address, plan.Operator)),
            readers.Select(reader => (reader.Mailbox, reader.Zone, reader.ExpiresAt(plan.Now, _longestPending), (IReadOnlyList<string>)moved)),
            isOneOff: false,
            cancellation);
    }

    private void PassOver(Standing first, List<long> ids, bool couldRead)
    {
        if (couldRead)
        {
            ledger.Pass(ids, first.Topics, _batch, plan.Now);
        }

        Nothing([.. ids.Take(NoNews.MostNamed).Select(id => ledger.SubscriberAt(id)?.Address).OfType<string>()], ids.Count, first.Topics);
    }

    private FrozenEdition? Nothing(IReadOnlyList<string> addresses, int readers, IReadOnlyList<string> topics)
    {
        watch.Report(new NoNews([.. addresses.Take(NoNews.MostNamed)], readers, topics, topics.Max(name => Pool(TopicOf(name)).LastMatch)));
        return null;
    }

    private IReadOnlyList<Mailbox> WhoWant(IReadOnlyList<Mailbox> to)
    {
        var gone = to.Where(mailbox => ledger.Subscriber(mailbox.Address) is { LeftAt: not null }).ToList();
        gone.ForEach(mailbox => watch.Report(new ProblemMet(new Problem(ProblemKind.SubscriberLeft, Subject: mailbox.Address))));
        return [.. to.Except(gone)];
    }

    private async Task<FrozenEdition?> FreezeAsync(
        Lineup lineup, IEnumerable<(Mailbox To, TimeZoneInfo Zone, DateTimeOffset ExpiresAt, IReadOnlyList<string> Moved)> readers, bool isOneOff,
        CancellationToken cancellation) =>
        Freeze(composer.Compose(lineup, await pictures.AtAsync(composer.ImagesOf(lineup), cancellation)), lineup.Sections, readers, isOneOff);

    private FrozenEdition? Freeze(
        Edition edition, IReadOnlyList<Section> sections,
        IEnumerable<(Mailbox To, TimeZoneInfo Zone, DateTimeOffset ExpiresAt, IReadOnlyList<string> Moved)> readers, bool isOneOff)
    {
        var deliveries = readers.Select(reader =>
        {
            var token = LeaveToken.For(_secret, reader.To.Address);
            var date = TimeZoneInfo.ConvertTime(plan.Now, reader.Zone);
            var head = composer.HeadFor(edition, reader.To, date, ledger.DeliveriesAt(reader.To.Address, plan.Now), token);
            return new FrozenDelivery(reader.To.Address, plan.Sender, head.MessageId, head.Bytes, token, reader.ExpiresAt, reader.Moved);
        });
        var frozen = ledger.FreezeEdition(new Freeze(edition, isOneOff, sections, deliveries, _batch), plan.Now);
        if (frozen is not null)
        {
            watch.Report(new EditionFrozen(edition.Subject, sections.Sum(section => section.Picks.Count), edition.Body.Length, frozen.Count));
        }

        return frozen;
    }

    private Lineup Lineup(
        IReadOnlyList<Section> sections, IReadOnlyList<string> topics, TimeZoneInfo zone, DateTimeOffset? since, bool isOperators) => new()
        {
            Title = plan.Title,
            Sections = sections,
            Topics = topics,
            Now = plan.Now,
            Since = since,
            Zone = zone,
            Language = plan.Language,
            Broken = isOperators ? Broken() : [],
        };

    private IReadOnlyList<string> Broken() =>
        [.. ledger.Feeds([.. plan.Topics.SelectMany(topic => topic.Feeds).DistinctBy(feed => feed.OriginalString)])
            .Where(feed => feed.Problem is not null && plan.Now - feed.FailingSince >= _broken)
            .Select(feed => Sentences.Of(feed.Problem!).What)];

    private TopicPool Pool(Topic topic)
    {
        if (!_pools.TryGetValue(topic.Name, out var pool))
        {
            _pools.Add(topic.Name, pool = new TopicPool(topic, ledger.Kept(topic.Feeds, _batch)));
        }

        return pool;
    }

    private Topic TopicOf(string name) => plan.Topics.First(topic => Same(topic.Name, name));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
