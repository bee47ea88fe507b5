using Digest.News;

namespace Digest.Storage;

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
/// <param name="IsOneOff">True outside any schedule, false for the scheduled run.</param>
/// <param name="Sections">What it shows.</param>
/// <param name="Deliveries">For whom: drawn once, one by one, while they are written, so that no number of them fills the memory.</param>
/// <param name="Cursor">The batch up to which it takes stories in.</param>
public sealed record Freeze(Edition Edition, bool IsOneOff, IReadOnlyList<Section> Sections, IEnumerable<FrozenDelivery> Deliveries, long Cursor);

/// <summary>What a freeze has made: its deliveries' numbers follow one another.</summary>
/// <param name="Edition">The edition's number.</param>
/// <param name="First">Its first delivery's number.</param>
/// <param name="Last">Its last delivery's number.</param>
public sealed record FrozenEdition(long Edition, long First, long Last)
{
    /// <summary>How many deliveries.</summary>
    public int Count => (int)(Last - First + 1);
}

/// <summary>Which of the pending deliveries, by their numbers.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
/// <param name="LastOneOff">The last that is outside any schedule: later ones are another process's.</param>
public sealed record Share(long First, long Last, long LastOneOff)
{
    /// <summary>All that there are.</summary>
    public static Share All { get; } = new(0, long.MaxValue, long.MaxValue);

    /// <summary>None at all.</summary>
    public static Share None { get; } = new(0, -1, -1);

    /// <summary>One freeze's alone.</summary>
    /// <param name="frozen">The freeze.</param>
    /// <returns>Its share.</returns>
    public static Share Of(FrozenEdition frozen) => new(frozen.First, frozen.Last, frozen.Last);
}

/// <summary>What settling an outcome has changed.</summary>
/// <param name="IsNew">Whether the delivery was not known to be as it is now: a second deferral is no news.</param>
/// <param name="IsSuspension">Whether it was one refusal too many, and its subscriber gets nothing more until restored.</param>
public readonly record struct Settlement(bool IsNew, bool IsSuspension);
