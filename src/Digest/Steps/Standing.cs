using System.Globalization;
using Digest.News;
using Digest.Selection;
using Digest.Storage;

namespace Digest.Steps;

/// <summary>A reader, and how far their editions have come.</summary>
internal sealed record Standing(Reader Reader, IReadOnlyDictionary<string, Following> Followings)
{
    public Mailbox Mailbox => Reader.Subscriber.Mailbox;

    public IReadOnlyList<string> Topics => Reader.Subscriber.Topics;

    public TimeZoneInfo Zone => Reader.Subscriber.Zone;

    /// <summary>From when the next edition's stories count; null for a first one.</summary>
    public DateTimeOffset? Since => Topics
        .Where(topic => CursorOf(topic) is not null)
        .Min(topic => Followings[topic].EditionAt);

    public static Standing Of(Reader reader, IReadOnlyDictionary<(string Address, string Topic), Following> all)
    {
        var address = reader.Subscriber.Mailbox.Address.ToLowerInvariant();
        var own = new Dictionary<string, Following>(StringComparer.OrdinalIgnoreCase);
        foreach (var topic in reader.Subscriber.Topics)
        {
            if (all.TryGetValue((address, topic.ToLowerInvariant()), out var following))
            {
                own[topic] = following;
            }
        }

        return new Standing(reader, own);
    }

    public long? CursorOf(string topic) => Followings.GetValueOrDefault(topic)?.Cursor;

    public Window WindowOf(string topic) => CursorOf(topic) is { } cursor ? new AfterBatch(cursor) : new FirstEdition();

    public bool IsDue(DateTimeOffset now) =>
        Reader.Schedule is not { } schedule || schedule.IsDue(Followings.Values.Max(following => following.EditionAt), now, Zone);

    /// <summary>Its reader's next morning, or the longest that a delivery may be pending, whichever comes first.</summary>
    public DateTimeOffset ExpiresAt(DateTimeOffset now, TimeSpan longest) =>
        Reader.Schedule?.Next(now, Zone) is { } next && next < now + longest ? next : now + longest;

    /// <summary>Readers with one likeness get one edition.</summary>
    public string Likeness(string operatorAddress) => string.Join('\n', Topics
        .Select(topic => string.Create(CultureInfo.InvariantCulture, $"{topic}\t{CursorOf(topic)}"))
        .Append(Zone.Id)
        .Append(Since?.ToString("O", CultureInfo.InvariantCulture))
        .Append(string.Equals(Mailbox.Address, operatorAddress, StringComparison.OrdinalIgnoreCase) ? "operator" : ""));
}
