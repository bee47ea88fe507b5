using Digest.News;
using Digest.Scheduling;
using Digest.Storage;

namespace Digest.Steps;

/// <summary>Everyone who reads: the configuration's subscribers and the ledger's, drawn from the ledger one by one.</summary>
internal sealed class Readership
{
    private readonly Ledger _ledger;
    private readonly RunPlan _plan;
    private readonly Dictionary<string, Reader> _configured;
    private readonly Dictionary<string, string> _topics;
    private readonly Dictionary<string, Schedule?> _schedules = new(StringComparer.Ordinal);

    private Readership(Ledger ledger, RunPlan plan)
    {
        _ledger = ledger;
        _plan = plan;
        _configured = plan.Readers.ToDictionary(reader => reader.Subscriber.Mailbox.Address, StringComparer.OrdinalIgnoreCase);
        _topics = plan.Topics.ToDictionary(topic => topic.Name, topic => topic.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The readership of a run: whom the configuration names is noted in the ledger.</summary>
    public static Readership Of(Ledger ledger, RunPlan plan)
    {
        var readership = new Readership(ledger, plan);
        ledger.Enrol([.. readership._configured.Keys]);
        return readership;
    }

    /// <summary>The readership as it was noted, for a ledger that nothing is written into.</summary>
    public static Readership ToRead(Ledger ledger, RunPlan plan) => new(ledger, plan);

    /// <summary>Everyone, in the order in which they became known; not who was removed.</summary>
    public IEnumerable<Standing> All() => _ledger.Subscribers().Select(StandingOf).OfType<Standing>();

    /// <summary>One of them.</summary>
    /// <returns>The reader; null where nobody reads at this address.</returns>
    public Standing? At(string address) => _ledger.Subscriber(address) is { } subscriber ? StandingOf(subscriber) : null;

    /// <summary>One of them again, by number; null where nobody is known by it any more.</summary>
    public Standing? Again(long id) => _ledger.SubscriberAt(id) is { } subscriber ? StandingOf(subscriber) : null;

    private Standing? StandingOf(Enrolled subscriber) => ReaderOf(subscriber) is { } reader ? new Standing(reader, subscriber) : null;

    private Reader? ReaderOf(Enrolled subscriber) => subscriber.Topics is not { } topics
        ? _configured.GetValueOrDefault(subscriber.Address)
        : new Reader(
            new Subscriber
            {
                Mailbox = new Mailbox(subscriber.Name, subscriber.Address),
                Topics = [.. topics.Select(topic => _topics.GetValueOrDefault(topic)).OfType<string>().Distinct(StringComparer.Ordinal)],
                Schedule = subscriber.Schedule,
                Zone = subscriber.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : _plan.Zone,
            },
            ScheduleOf(subscriber.Schedule));

    private Schedule? ScheduleOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!_schedules.TryGetValue(text, out var schedule))
        {
            _schedules.Add(text, schedule = Schedule.Parse(text));
        }

        return schedule;
    }
}
