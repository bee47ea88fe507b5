namespace Digest.News;

/// <summary>An edition as it is remembered.</summary>
/// <param name="Id">Its number.</param>
/// <param name="MadeAt">The moment that it was frozen.</param>
/// <param name="IsOneOff">Whether it was made outside any schedule.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Sent">How many deliveries were sent.</param>
/// <param name="Pending">How many are pending.</param>
/// <param name="Failed">How many failed.</param>
public sealed record PastEdition(long Id, DateTimeOffset MadeAt, bool IsOneOff, string Subject, int Sent, int Pending, int Failed);

/// <summary>A delivery as it is remembered.</summary>
/// <param name="Address">Whose it is.</param>
/// <param name="MessageId">Its Message-ID, without angle brackets.</param>
/// <param name="Status"><c>pending</c>, <c>sent</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it failed: <c>refused</c>, <c>expired</c>, <c>cancelled</c> or <c>unsubscribed</c>; empty where it did not.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="SentAt">When it was sent; null where it was not.</param>
/// <param name="Reply">What the server said last; empty where nothing.</param>
public sealed record PastDelivery(string Address, string MessageId, string Status, string Reason, int Attempts, DateTimeOffset? SentAt, string Reply);

/// <summary>A run as it is remembered.</summary>
/// <param name="Command">Which command it was.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Result">How it ended; empty where it has not.</param>
public sealed record PastRun(string Command, DateTimeOffset StartedAt, string Result);

/// <summary>A subscriber, and when the next edition is due.</summary>
/// <param name="Mailbox">Who it is.</param>
/// <param name="Topics">The topics followed.</param>
/// <param name="Schedule">When an edition is due, in the words of the configuration; null: at every run.</param>
/// <param name="Zone">The zone of the schedule.</param>
/// <param name="LastAt">When an edition was last due and dealt with; null: never.</param>
/// <param name="NextAt">When the next is due: now or in the past where the next run sends it; null where none ever is.</param>
/// <param name="SuspendedAt">Since when nothing is sent because too much was refused; null: it is.</param>
/// <param name="LeftAt">Since when nothing is sent because the subscriber wants nothing more; null: it is.</param>
/// <param name="IsConfigured">Whether the subscriber lives in the configuration.</param>
public sealed record ReaderState(
    Mailbox Mailbox, IReadOnlyList<string> Topics, string? Schedule, TimeZoneInfo Zone, DateTimeOffset? LastAt, DateTimeOffset? NextAt,
    DateTimeOffset? SuspendedAt, DateTimeOffset? LeftAt, bool IsConfigured);

/// <summary>How things stand.</summary>
/// <param name="Now">The moment.</param>
/// <param name="LastRun">The last scheduled run; null where there was none.</param>
/// <param name="Pending">How many deliveries are pending.</param>
/// <param name="Feeds">What is remembered of each feed.</param>
/// <param name="Readers">The first subscribers.</param>
/// <param name="ReaderCount">How many subscribers there are.</param>
public sealed record Standings(
    DateTimeOffset Now, PastRun? LastRun, int Pending, IReadOnlyList<FeedState> Feeds, IReadOnlyList<ReaderState> Readers, int ReaderCount);
