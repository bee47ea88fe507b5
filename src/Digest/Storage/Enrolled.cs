namespace Digest.Storage;

/// <summary>A subscriber as the ledger knows one.</summary>
public sealed record Enrolled
{
    /// <summary>The subscriber's number.</summary>
    public required long Id { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>Whether the configuration says who this is; else what follows does.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>The name; empty where there is none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The names of the topics followed; null where it is not the ledger's to say, or the subscriber was removed.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>When an edition is due, in the words of the configuration; null: at every run.</summary>
    public string? Schedule { get; init; }

    /// <summary>The time zone's IANA name; null: the digest's own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Since when nothing is sent, because several editions in a row were refused; null: it is.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Since when nothing is sent, because the subscriber wants nothing more; null: it is.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>Whether a scheduled edition is still on its way: nobody is sent a second one before the first has gone or been given up.</summary>
    public bool IsInFlight { get; init; }

    /// <summary>How far the subscriber has come, by topic, whatever the case.</summary>
    public IReadOnlyDictionary<string, Following> Followings { get; init; } = new Dictionary<string, Following>();
}
