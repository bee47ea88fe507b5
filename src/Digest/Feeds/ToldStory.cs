namespace Digest.Feeds;

/// <summary>A story as its feed tells it, whatever the format: still markup, relative addresses and dates in words.</summary>
internal sealed class ToldStory
{
    public string? Guid { get; init; }

    public Markup Title { get; init; }

    public Markup Summary { get; init; }

    public Markup Content { get; init; }

    /// <summary>Where it may be read, the best first.</summary>
    public IEnumerable<string?> Links { get; init; } = [];

    /// <summary>When it was published, in the feed's words, the best first.</summary>
    public IEnumerable<string?> Dates { get; init; } = [];

    public string? Source { get; init; }

    /// <summary>Its pictures, the best first.</summary>
    public IEnumerable<string?> Images { get; init; } = [];

    public List<string> Authors { get; } = [];

    public List<string> Categories { get; } = [];

    /// <summary>What its relative addresses are relative to.</summary>
    public required Uri Base { get; init; }
}

/// <summary>A piece of a feed's text, and whether it is HTML.</summary>
/// <param name="Value">The text; null where the feed gives none.</param>
/// <param name="IsHtml">Whether its tags and entities mean something.</param>
internal readonly record struct Markup(string? Value, bool IsHtml = true)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Value);
}
