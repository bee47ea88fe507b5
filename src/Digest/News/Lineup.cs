namespace Digest.News;

/// <summary>What a template sees: everything an edition says, and nothing about who receives it.</summary>
public sealed record Lineup
{
    /// <summary>The digest's title, for the masthead.</summary>
    public required string Title { get; init; }

    /// <summary>A section for each topic that has stories, in the subscriber's order.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>The names of all topics that its readers follow, for the footer.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>The moment of the edition.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>From when its stories count, or null for a first edition.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The zone in which times are shown.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The language of the template's own words and dates (BCP 47).</summary>
    public required string Language { get; init; }

    /// <summary>Feeds that have stayed broken, one sentence each: in the operator's own edition only.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];
}

/// <summary>One topic's part of an edition.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Picks">Its stories, best first; never empty.</param>
/// <param name="More">How many more there were than the topic's <c>max_stories</c>.</param>
public sealed record Section(Topic Topic, IReadOnlyList<Pick> Picks, int More);

/// <summary>A story chosen for an edition.</summary>
/// <param name="Kept">The telling that is shown.</param>
/// <param name="Also">The other feeds' tellings of the same story, in the configuration's order of feeds.</param>
public sealed record Pick(KeptStory Kept, IReadOnlyList<KeptStory> Also);
