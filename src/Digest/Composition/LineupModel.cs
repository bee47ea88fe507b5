using Digest.News;
using Scriban.Runtime;

namespace Digest.Composition;

/// <summary>A lineup as the templates see it; <c>templates/README.md</c> lists every variable.</summary>
/// <param name="options">About the sender.</param>
/// <param name="words">The template's own words.</param>
/// <param name="lineup">The lineup.</param>
/// <param name="images">Where the stories' pictures are.</param>
internal sealed class LineupModel(ComposerOptions options, Words words, Lineup lineup, StoryImages images)
{
    private readonly Moments _moments = new(words, lineup.Zone);
    private readonly bool _isSingle = lineup.Topics.Count == 1 && lineup.Sections.Count == 1;

    /// <summary>The variables; read-only.</summary>
    public ScriptObject Build()
    {
        var stories = new StoryModel(words, _moments, lineup.Now, images);
        var sections = lineup.Sections.Select((section, index) => SectionOf(section, index == 0, stories)).ToList();
        return Sealed(new ScriptObject
        {
            ["title"] = Clip.OneLine(lineup.Title),
            ["date"] = _moments.Date(lineup.Now),
            ["lang"] = words.Language,
            ["dir"] = Script.DirectionOf(words.Language),
            ["single"] = _isSingle,
            ["heading"] = _isSingle ? TopicName(lineup.Sections[0].Topic) : words["your_topics"],
            ["summary"] = Summary(),
            ["preheader"] = Preheader(),
            ["topics"] = List(lineup.Topics.Select(Clip.OneLine)),
            ["topic_list"] = words.List([.. lineup.Topics.Select(Clip.OneLine)]),
            ["sections"] = List(sections),
            ["broken"] = List(lineup.Broken.Select(Clip.OneLine)),
            ["postal_address"] = NullIfEmpty(Clip.OneLine(options.PostalAddress)),
            ["leave"] = Leave(),
        });
    }

    private static string TopicName(Topic topic) => Clip.OneLine(topic.Name);

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    private static ScriptObject Sealed(ScriptObject model)
    {
        model.IsReadOnly = true;
        return model;
    }

    private static ScriptArray List(IEnumerable<object> items) => new(items) { IsReadOnly = true };

    private static ScriptObject SectionOf(Section section, bool isFirst, StoryModel stories)
    {
        var picks = section.Picks.Select(pick => stories.Of(pick, section.Topic)).ToList();
        var hasLead = isFirst && picks.Count > 0;
        return Sealed(new ScriptObject
        {
            ["name"] = TopicName(section.Topic),
            ["url"] = WebAddress.Of(section.Topic.Url),
            ["count"] = section.Picks.Count + section.More,
            ["more"] = section.More,
            ["lead"] = hasLead ? picks[0] : null,
            ["stories"] = List(hasLead ? picks.Skip(1) : picks),
        });
    }

    private ScriptObject Leave()
    {
        var topics = lineup.Topics.Select(topic => Sealed(new ScriptObject
        {
            ["name"] = Clip.OneLine(topic),
            ["url"] = WebAddress.MailTo(options.LeaveAddress, LeaveSubject.Topic(Clip.OneLine(topic))),
        }));
        object all = options.LeaveUrl is { } url
            ? new TokenAddress(url.Replace("{token}", Marks.TokenHere.ToString(), StringComparison.Ordinal))
            : WebAddress.MailTo(options.LeaveAddress, LeaveSubject.Everything);
        return Sealed(new ScriptObject { ["url"] = all, ["topics"] = List(topics) });
    }

    /// <summary>One sentence: how many stories, from how many sources, from when to when.</summary>
    private string Summary()
    {
        var stories = lineup.Sections.Sum(section => section.Picks.Count + section.More);
        var sources = lineup.Sections.SelectMany(section => section.Picks).SelectMany(pick => pick.Also.Prepend(pick.Kept))
            .Select(kept => StoryModel.SourceOf(kept.Story)).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var (since, now) = lineup.Since is { } from ? _moments.Span(from, lineup.Now) : ("", _moments.Near(lineup.Now));
        var sentence = Words.Fill(
            words.Find(lineup.Since is null ? "summary_first" : "summary", stories)!,
            ("stories", words.Number(stories)),
            ("sources", Words.Fill(words.Find("sources", sources)!, ("n", words.Number(sources)))),
            ("since", since),
            ("now", now),
            ("zone", _moments.Zone(lineup.Now)));
        return Moments.WithZone(char.ToUpperInvariant(sentence[0]) + sentence[1..], _moments.Zone(lineup.Now));
    }

    /// <summary>What a mail program shows beside the subject: the headlines after the first, or what stands under it.</summary>
    private string Preheader()
    {
        var stories = lineup.Sections.SelectMany(section => section.Picks).Select(pick => pick.Kept.Story).ToList();
        var others = stories.Skip(1).Select(story => story.Title).Append(stories.FirstOrDefault()?.Standfirst ?? "")
            .Select(Clip.OneLine)
            .Where(text => text.Length > 0 && StoryKey.OfTitle(text) != StoryKey.OfTitle(stories[0].Title))
            .ToList();
        return Clip.Words(others.Count > 0 ? string.Join(" · ", others.Take(3)) : Summary(), 90);
    }
}
