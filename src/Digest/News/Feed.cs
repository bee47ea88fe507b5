namespace Digest.News;

/// <summary>A feed's document, read.</summary>
/// <param name="Format">Which format its content is in, such as <c>rss-2.0</c>, <c>rdf-1.0</c>, <c>atom-1.0</c> or <c>json-1.1</c>.</param>
/// <param name="Title">The feed's own title as plain text; empty where it has none.</param>
/// <param name="Stories">Its stories, in the document's order.</param>
public sealed record FeedDocument(string Format, string Title, IReadOnlyList<Story> Stories)
{
    /// <summary>What was mended before it could be read, in a few words; null where nothing was.</summary>
    public string? Mended { get; init; }

    /// <summary>How long the feed asks to be left alone between two fetches, or null where it doesn't say.</summary>
    public TimeSpan? Ttl { get; init; }
}

/// <summary>What the ledger remembers of a feed between fetches.</summary>
public sealed record FeedState
{
    /// <summary>The address as the configuration gives it.</summary>
    public required Uri Url { get; init; }

    /// <summary>Where the feed has moved for good, or null (RFC 9110, 15.4.2 and 15.4.9).</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>The entity tag of the last good answer, as the server wrote it (RFC 9110, 8.8.3), or null.</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified value of the last good answer, as the server wrote it (RFC 9110, 8.8.2), or null.</summary>
    public string? LastModified { get; init; }

    /// <summary>A hash of the last body that was read, in hexadecimal, or null.</summary>
    public string? BodyHash { get; init; }

    /// <summary>When it was last read, or found unchanged; null: never yet.</summary>
    public DateTimeOffset? OkAt { get; init; }

    /// <summary>Before this it isn't polled again; null: any time.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Since when every fetch has failed; null: the last one was good.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>How many fetches have failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>What was wrong at the last fetch; null where nothing was.</summary>
    public Problem? Problem { get; init; }
}

/// <summary>What came of one fetch. <see cref="State"/> is what to remember: it is unchanged but for the failure where the fetch failed.</summary>
/// <param name="State">The feed's state after the fetch.</param>
public abstract record FetchResult(FeedState State);

/// <summary>The feed was read.</summary>
/// <param name="State">Its state, with the new validators.</param>
/// <param name="Document">What it said.</param>
public sealed record FeedRead(FeedState State, FeedDocument Document) : FetchResult(State);

/// <summary>The server says, or the body shows, that nothing has changed since the last good fetch.</summary>
/// <param name="State">Its state, with the time of this fetch.</param>
public sealed record FeedUnchanged(FeedState State) : FetchResult(State);

/// <summary>The feed may not be polled yet; nothing was asked.</summary>
/// <param name="State">Its state as it was.</param>
public sealed record FeedNotDue(FeedState State) : FetchResult(State);

/// <summary>The feed could not be fetched or read: nothing that has been seen changes.</summary>
/// <param name="State">Its state, with the failure counted; its validators are the old ones.</param>
/// <param name="Problem">What went wrong.</param>
public sealed record FeedFailed(FeedState State, Problem Problem) : FetchResult(State);
