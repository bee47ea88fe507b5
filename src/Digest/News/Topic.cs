namespace Digest.News;

/// <summary>What a subscriber follows.</summary>
public sealed record Topic
{
    /// <summary>Its name, unique whatever the case.</summary>
    public required string Name { get; init; }

    /// <summary>Where a reader finds more of it, or null.</summary>
    public Uri? Url { get; init; }

    /// <summary>Its feeds in the configuration's order: absolute http, https or file addresses.</summary>
    public required IReadOnlyList<Uri> Feeds { get; init; }

    /// <summary>Phrases one of which a story must hold; none: every story belongs.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Phrases none of which a story may hold.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>How many stories an edition shows of it at most; the rest are counted.</summary>
    public int MaxStories { get; init; } = 10;

    /// <summary>How old a story may be in a first edition, or when it came with the first fetch of its feed.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);
}

/// <summary>A name and an address, as in <c>Daily Digest &lt;digest@example.org&gt;</c>.</summary>
/// <param name="Name">The display name; empty where there is none.</param>
/// <param name="Address">The address, local part as given, domain in lower case.</param>
public sealed record Mailbox(string Name, string Address);

/// <summary>A person who receives the digest.</summary>
public sealed record Subscriber
{
    /// <summary>Whom to write to.</summary>
    public required Mailbox Mailbox { get; init; }

    /// <summary>The names of the topics followed, in the order of their sections.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>When an edition is due, in the words of the configuration; null: at every run.</summary>
    public string? Schedule { get; init; }

    /// <summary>The zone of the schedule and of every time that the edition shows.</summary>
    public required TimeZoneInfo Zone { get; init; }
}
