namespace Digest.Storage;

/// <summary>How far a subscriber has come with a topic.</summary>
/// <param name="Cursor">The last batch that the subscriber's editions have taken in; null: no edition yet.</param>
/// <param name="EditionAt">When an edition was last due and dealt with; null: never.</param>
public sealed record Following(long? Cursor, DateTimeOffset? EditionAt);
