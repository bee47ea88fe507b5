using Digest.News;

namespace Digest.Storage;

/// <summary>How far a subscriber has come with a topic.</summary>
/// <param name="Cursor">The last batch that the subscriber's editions have taken in; null: no edition yet.</param>
/// <param name="EditionAt">When an edition was last due and dealt with; null: never.</param>
public sealed record Following(long? Cursor, DateTimeOffset? EditionAt);

/// <summary>One subscriber's part in a freeze.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="Sender">The envelope sender.</param>
/// <param name="MessageId">Its Message-ID, without angle brackets.</param>
/// <param name="Head">Its header block.</param>
/// <param name="Token">The subscriber's unsubscribe token.</param>
/// <param name="ExpiresAt">When it is given up if it is still pending.</param>
/// <param name="Moved">The topics whose cursors it moves; none for a one-off.</param>
public sealed record FrozenDelivery(
    string Address, string Sender, string MessageId, ReadOnlyMemory<byte> Head, string Token, DateTimeOffset ExpiresAt, IReadOnlyList<string> Moved);

/// <summary>An edition with its deliveries, to be frozen together.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="IsOneOff">True for <c>send</c>, false for the scheduled run.</param>
/// <param name="Sections">What it shows.</param>
/// <param name="Deliveries">For whom.</param>
/// <param name="Cursor">The batch up to which it takes stories in.</param>
public sealed record Freeze(Edition Edition, bool IsOneOff, IReadOnlyList<Section> Sections, IReadOnlyList<FrozenDelivery> Deliveries, long Cursor);
