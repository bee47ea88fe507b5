namespace Digest.News;

/// <summary>How a command ended.</summary>
public enum RunResult
{
    /// <summary>All that there was to do is done.</summary>
    Done,

    /// <summary>Something was newly not delivered, or no feed could be read.</summary>
    Incomplete,

    /// <summary>A person or the system interrupted it; what was pending still is.</summary>
    Interrupted,
}

/// <summary>What one run, one-off or gathering did.</summary>
public sealed record RunReport
{
    /// <summary>The command: <c>run</c>, <c>send</c>, <c>preview</c> or <c>fetch</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The moment that it went by.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How it ended.</summary>
    public required RunResult Result { get; init; }

    /// <summary>What came of each feed, in the configuration's order.</summary>
    public IReadOnlyList<FeedDone> Feeds { get; init; } = [];

    /// <summary>The editions that it froze.</summary>
    public IReadOnlyList<EditionFrozen> Editions { get; init; } = [];

    /// <summary>Who was due and had nothing new.</summary>
    public IReadOnlyList<NoNews> NoNews { get; init; } = [];

    /// <summary>How many messages were sent.</summary>
    public int Sent { get; init; }

    /// <summary>How many messages were tried and not sent.</summary>
    public int NotSent { get; init; }

    /// <summary>The first of those sent and the first of those not sent, in the order of their outcomes.</summary>
    public IReadOnlyList<MailDone> Mails { get; init; } = [];

    /// <summary>The addresses whose deliveries came too late and were given up.</summary>
    public IReadOnlyList<string> Expired { get; init; } = [];

    /// <summary>How many deliveries are still pending.</summary>
    public int Pending { get; init; }

    /// <summary>What went wrong beyond single feeds and messages, such as a server that takes no mail.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}
