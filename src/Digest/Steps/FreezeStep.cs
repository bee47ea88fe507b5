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
    private readonly long _batch = ledger.LastBatch();

    /// <summary>Freezes an edition for each reader who is due and has no earlier one still on its way.</summary>
    /// <param name="couldRead">False where no feed could be read at all: then who has nothing new stays due.</param>
    /// <param name="cancellation">Ends it early; the editions frozen until then stay.</param>
    public async Task ForThoseDueAsync(bool couldRead, CancellationToken cancellation)
    {
        var followings = ledger.Followings();
        var inFlight = ledger.AddressesInFlight();
        var due = plan.Readers
            .Where(reader => !inFlight.Contains(Lower(reader.Subscriber.Mailbox.Address)))
            .Select(reader => Standing.Of(reader, followings))
            .Where(standing => standing.IsDue(plan.Now));
        foreach (var alike in due.GroupBy(standing => standing.Likeness(plan.Operator), StringComparer.Ordinal).ToList())
        {
            await ForAlikeAsync([.. alike], couldRead, cancellation);
        }
    }

    /// <summary>Freezes one reader's edition, due or not.</summary>
    /// <returns>The edition's number; null where nothing is new.</returns>
    public Task<long?> AsIfDueAsync(Reader reader, CancellationToken cancellation) =>
        ForAlikeAsync([Standing.Of(reader, ledger.Followings())], couldRead: true, cancellation);

    /// <summary>Freezes an edition outside any schedule: it moves nobody's cursor.</summary>
    /// <returns>The edition's number; null where there is nothing to send.</returns>
    public async Task<long?> ForOneOffAsync(OneOff oneOff, CancellationToken cancellation)
    {
        Window window = oneOff.Since is { } since ? new Within(since) : new FirstEdition();
        var sections = Picker.Pick([.. oneOff.Topics.Select(topic => new Followed(Pool(topic), window))], plan.Now);
        var names = oneOff.Topics.Select(topic => topic.Name).ToList();
        return sections.Count == 0
            ? Nothing([.. oneOff.To.Select(to => to.Address)], names)
            : await FreezeAsync(
                Lineup(sections, names, plan.Zone, oneOff.Since is { } age ? plan.Now - age : null, isOperators: false),
                oneOff.To.Select(to => (to, plan.Zone, ExpiresAt: plan.Now + _longestPending, Moved: (IReadOnlyList<string>)[])),
                isOneOff: true,
                cancellation);
    }

    private async Task<long?> ForAlikeAsync(IReadOnlyList<Standing> alike, bool couldRead, CancellationToken cancellation)
    {
        var first = alike[0];
        var topics = first.Topics.Select(name => plan.Topics.First(topic => Same(topic.Name, name))).ToList();
        var followed = topics.Select(topic => new Followed(Pool(topic), first.WindowOf(topic.Name))).ToList();
        var sections = Picker.Pick(followed, plan.Now);
        var addresses = alike.Select(standing => standing.Mailbox.Address).ToList();
        if (sections.Count == 0)
        {
            if (couldRead)
            {
                ledger.Pass(addresses, first.Topics, _batch, plan.Now);
            }

            return Nothing(addresses, first.Topics);
        }

        // A topic that has had no edition and has no story yet waits for its first.
        var moved = first.Topics.Where(name => first.CursorOf(name) is not null || sections.Any(section => Same(section.Topic.Name, name))).ToList();
        return await FreezeAsync(
            Lineup(sections, first.Topics, first.Zone, first.Since, Same(first.Mailbox.Address, plan.Operator)),
            alike.Select(standing => (standing.Mailbox, standing.Zone, standing.ExpiresAt(plan.Now, _longestPending), (IReadOnlyList<string>)moved)),
            isOneOff: false,
            cancellation);
    }

    private long? Nothing(IReadOnlyList<string> addresses, IReadOnlyList<string> topics)
    {
        watch.Report(new NoNews(addresses, topics, topics.Max(name => Pool(plan.Topics.First(topic => Same(topic.Name, name))).LastMatch)));
        return null;
    }

    private async Task<long> FreezeAsync(
        Lineup lineup, IEnumerable<(Mailbox To, TimeZoneInfo Zone, DateTimeOffset ExpiresAt, IReadOnlyList<string> Moved)> readers, bool isOneOff,
        CancellationToken cancellation)
    {
        var edition = composer.Compose(lineup, await pictures.AtAsync(composer.ImagesOf(lineup), cancellation));
        var deliveries = readers.Select(reader =>
        {
            var token = LeaveToken.For(_secret, reader.To.Address);
            var date = TimeZoneInfo.ConvertTime(plan.Now, reader.Zone);
            var head = composer.HeadFor(edition, reader.To, date, ledger.DeliveriesAt(reader.To.Address, plan.Now), token);
            return new FrozenDelivery(reader.To.Address, plan.Sender, head.MessageId, head.Bytes, token, reader.ExpiresAt, reader.Moved);
        }).ToList();
        var id = ledger.FreezeEdition(new Freeze(edition, isOneOff, lineup.Sections, deliveries, _batch), plan.Now);
        watch.Report(new EditionFrozen(
            edition.Subject, lineup.Sections.Sum(section => section.Picks.Count), edition.Body.Length, deliveries.Count));
        return id;
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
        [.. ledger.Feeds([.. plan.Topics.SelectMany(topic => topic.Feeds).Distinct()])
            .Where(feed => feed.Problem is not null && plan.Now - feed.FailingSince >= _broken)
            .Select(feed => Sentences.Of(feed.Problem!).What)];

    private TopicPool Pool(Topic topic)
    {
        if (!_pools.TryGetValue(topic.Name, out var pool))
        {
            _pools.Add(topic.Name, pool = new TopicPool(topic, ledger.Kept(topic.Feeds)));
        }

        return pool;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Lower(string address) => address.ToLowerInvariant();
}
