namespace Digest.Selection;

/// <summary>Which of a topic's stories an edition is about.</summary>
public abstract record Window;

/// <summary>The stories of the batches after a subscriber's last edition: batches, never clock times.</summary>
/// <param name="Batch">The last batch that the subscriber's editions have taken in.</param>
public sealed record AfterBatch(long Batch) : Window;

/// <summary>A first edition: the stories within the topic's <c>max_age</c>; the newest few where there are none.</summary>
public sealed record FirstEdition : Window;

/// <summary>A one-off: the stories of the last while.</summary>
/// <param name="Age">How long a while.</param>
public sealed record Within(TimeSpan Age) : Window;
