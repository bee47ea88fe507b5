using System.Globalization;
using Digest.News;
using Digest.Selection;
using Digest.Storage;

namespace Digest.Steps;

/// <summary>A reader, and how far their editions have come.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Enrolled">What the ledger knows of them; null for someone made up for a preview.</param>
internal sealed record Standing(Reader Reader, Enrolled? Enrolled)
{
    public long Id => Enrolled!.Id;

    public Mailbox Mailbox => Reader.Subscriber.Mailbox;

    public IReadOnlyList<string> Topics => Reader.Subscriber.Topics;

    public TimeZoneInfo Zone => Reader.Subscriber.Zone;

    /// <summary>Whether anything may be sent there at all.</summary>
    public bool IsReachable => Enrolled is not { LeftAt: not null } and not { SuspendedAt: not null };

    /// <summary>From when the next edition's stories count; null for a first one.</summary>
    public DateTimeOffset? Since => Topics
        .Where(topic => CursorOf(topic) is not null)
        .Min(topic => FollowingOf(topic)?.EditionAt);

    public long? CursorOf(string topic) => FollowingOf(topic)?.Cursor;

    public Window WindowOf(string topic) => CursorOf(topic) is { } cursor ? new AfterBatch(cursor) : new FirstEdition();

    /// <summary>Whether an edition is due now and may be frozen: not while an earlier one is still on its way.</summary>
    public bool IsDue(DateTimeOffset now) =>
        IsReachable && Topics.Count > 0 && Enrolled is not { IsInFlight: true }
        && (Reader.Schedule is not { } schedule || schedule.IsDue(LastAt, now, Zone));

    /// <summary>When an edition was last due and dealt with; null: never.</summary>
    public DateTimeOffset? LastAt => Topics.Max(topic => FollowingOf(topic)?.EditionAt);

    /// <summary>Its reader's next morning, or the longest that a delivery may be pending, whichever comes first.</summary>
    public DateTimeOffset ExpiresAt(DateTimeOffset now, TimeSpan longest) =>
        Reader.Schedule?.Next(now, Zone) is { } next && next < now + longest ? next : now + longest;

    /// <summary>Readers with one likeness get one edition.</summary>
    public string Likeness(string operatorAddress) => string.Join('\n', Topics
        .Select(topic => string.Create(CultureInfo.InvariantCulture, $"{topic}\t{CursorOf(topic)}"))
        .Append(Zone.Id)
        .Append(Since?.ToString("O", CultureInfo.InvariantCulture))
        .Append(string.Equals(Mailbox.Address, operatorAddress, StringComparison.OrdinalIgnoreCase) ? "operator" : ""));

    private Following? FollowingOf(string topic) => Enrolled?.Followings.GetValueOrDefault(topic);
}
