using Digest.News;
using Digest.Storage;

namespace Digest.Steps;

/// <summary>How things stand, read from a ledger that nothing is written into.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="plan">What the configuration says.</param>
internal sealed class Overview(Ledger ledger, RunPlan plan)
{
    private const int MostReaders = 20;

    /// <summary>Everything at a glance.</summary>
    public Standings Standings()
    {
        var all = Readers().ToList();
        return new Standings(
            plan.Now, ledger.LastRun("run"), ledger.CountPending(),
            ledger.Feeds([.. plan.Topics.SelectMany(topic => topic.Feeds).DistinctBy(feed => feed.OriginalString)]),
            [.. all.OrderBy(reader => reader.NextAt ?? DateTimeOffset.MaxValue).Take(MostReaders)],
            all.Count);
    }

    /// <summary>Everyone: those whom the configuration names, then those who live in the ledger.</summary>
    public IEnumerable<ReaderState> Readers()
    {
        foreach (var reader in plan.Readers)
        {
            yield return StateOf(new Standing(reader, ledger.Subscriber(reader.Subscriber.Mailbox.Address)), isConfigured: true);
        }

        var readership = Readership.ToRead(ledger, plan);
        foreach (var standing in readership.All().Where(standing => standing.Enrolled is { Topics: not null }))
        {
            yield return StateOf(standing, isConfigured: false);
        }
    }

    private ReaderState StateOf(Standing standing, bool isConfigured) => new(
        standing.Mailbox, standing.Topics, standing.Reader.Subscriber.Schedule, standing.Zone, standing.LastAt,
        !standing.IsReachable ? null
            : standing.LastAt is not { } last || standing.Reader.Schedule is not { } schedule ? plan.Now
            : schedule.Next(last, standing.Zone),
        standing.Enrolled?.SuspendedAt, standing.Enrolled?.LeftAt, isConfigured);
}
