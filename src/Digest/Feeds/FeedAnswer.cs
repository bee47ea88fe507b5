using Digest.News;

namespace Digest.Feeds;

/// <summary>What came back when a feed was asked for.</summary>
internal abstract record FeedAnswer
{
    /// <summary>How long the server says that its answer holds, or null.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Where the feed has moved for good, or null where it has not.</summary>
    public Uri? MovedTo { get; init; }
}

/// <summary>A whole body.</summary>
/// <param name="Body">Its bytes, decompressed.</param>
/// <param name="Address">Where it came from in the end: what its relative links are relative to.</param>
internal sealed record FeedBody(ReadOnlyMemory<byte> Body, Uri Address) : FeedAnswer
{
    /// <summary>The Content-Type as the server gave it, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>The entity tag, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified value, or null.</summary>
    public string? LastModified { get; init; }
}

/// <summary>The server says that nothing has changed (304; RFC 9110, 15.4.5).</summary>
internal sealed record FeedNotModified : FeedAnswer;

/// <summary>No body that can be read.</summary>
/// <param name="Problem">Why.</param>
internal sealed record FeedNoAnswer(Problem Problem) : FeedAnswer
{
    /// <summary>Before when the server wants no further request, or null.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Whether the very same request may well succeed in a moment.</summary>
    public bool IsPassing { get; init; }
}
