namespace Digest.News;

/// <summary>One news item as its feed told it, normalised: everything is plain text, every address is http or https.</summary>
public sealed record Story
{
    /// <summary>The publisher's own identifier, or null where the feed gives none.</summary>
    public string? Guid { get; init; }

    /// <summary>The headline as plain text; empty where the feed gives none.</summary>
    public string Title { get; init; } = "";

    /// <summary>What stands under the headline, as plain text; empty where there is none.</summary>
    public string Standfirst { get; init; } = "";

    /// <summary>Where the story can be read: absolute, http or https; null where there is no such address.</summary>
    public Uri? Url { get; init; }

    /// <summary>When the publisher says it was published, or null where it says nothing that can be read.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>The publication's name, as a reader knows it.</summary>
    public string Source { get; init; } = "";

    /// <summary>A picture for the story: absolute, http or https; null where there is none.</summary>
    public Uri? Image { get; init; }

    /// <summary>The writers' names, in the feed's order.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The publisher's own subject words, in the feed's order.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}

/// <summary>A story as the ledger keeps it from first sight.</summary>
/// <param name="Id">The ledger's number for it.</param>
/// <param name="Feed">The address of the feed that brought it, as the configuration gives it.</param>
/// <param name="Batch">The batch that it came with.</param>
/// <param name="FirstSeen">When that batch was gathered.</param>
/// <param name="OnFirstFetch">True where it came with the first good fetch of its feed, so that its age matters.</param>
/// <param name="Story">What the feed said.</param>
public sealed record KeptStory(long Id, Uri Feed, long Batch, DateTimeOffset FirstSeen, bool OnFirstFetch, Story Story)
{
    /// <summary>
    /// The time that ages it and orders it: when it was published; when it was first seen, for a story without
    /// a date or with one in the future.
    /// </summary>
    public DateTimeOffset Moment => Story.Published is { } published && published < FirstSeen ? published : FirstSeen;
}
