using Digest.News;
using Digest.Scheduling;

namespace Digest.Steps;

/// <summary>A subscriber with the schedule that was read for it.</summary>
/// <param name="Subscriber">The subscriber.</param>
/// <param name="Schedule">When an edition is due; null: at every run.</param>
public sealed record Reader(Subscriber Subscriber, Schedule? Schedule);

/// <summary>What a run is for: the topics, the readers and what every edition of theirs has in common.</summary>
public sealed record RunPlan
{
    /// <summary>The moment that the whole run goes by, read once, in whole milliseconds.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether that moment was set by hand.</summary>
    public bool IsTrial { get; init; }

    /// <summary>The digest's title.</summary>
    public required string Title { get; init; }

    /// <summary>The language of the template's own words.</summary>
    public required string Language { get; init; }

    /// <summary>The digest's own zone, for one-off editions.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The envelope sender's address.</summary>
    public required string Sender { get; init; }

    /// <summary>Whose editions tell which feeds stay broken; empty: nobody's.</summary>
    public string Operator { get; init; } = "";

    /// <summary>The topics in the configuration's order.</summary>
    public required IReadOnlyList<Topic> Topics { get; init; }

    /// <summary>The subscribers in the configuration's order.</summary>
    public required IReadOnlyList<Reader> Readers { get; init; }
}

/// <summary>One edition sent outside any schedule.</summary>
/// <param name="Topics">Its topics.</param>
/// <param name="To">Its recipients.</param>
/// <param name="Since">How far back it reaches; null: as far as a first edition.</param>
public sealed record OneOff(IReadOnlyList<Topic> Topics, IReadOnlyList<Mailbox> To, TimeSpan? Since);
