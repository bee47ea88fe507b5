using System.Globalization;
using System.Text.RegularExpressions;
using Digest.News;
using Scriban.Syntax;

namespace Digest.Composition;

/// <summary>Finds what is wrong with a set of templates, by reading it and by rendering lineups of every kind through it.</summary>
public static partial class TemplateCheck
{
    private const int StyleBytes = 16_384;

    /// <summary>Every fault of a set in a folder.</summary>
    /// <param name="folder">The folder's path.</param>
    /// <returns>
    /// The faults, in order of their places; none: the set is sound. Kinds are <see cref="ProblemKind.TemplateSyntax"/>,
    /// <see cref="ProblemKind.TemplateMissing"/>, <see cref="ProblemKind.TemplateFailed"/> and <see cref="ProblemKind.UnreadableFile"/>.
    /// </returns>
    public static IReadOnlyList<Problem> Folder(string folder)
    {
        try
        {
            return Of(TemplateSet.FromFolder(folder));
        }
        catch (ProblemException faulty)
        {
            return faulty.Problems;
        }
    }

    /// <summary>Every fault of a set that could be read.</summary>
    /// <param name="set">The set.</param>
    /// <returns>The faults, in order of their places; none: the set is sound.</returns>
    public static IReadOnlyList<Problem> Of(TemplateSet set)
    {
        var faults = new List<Problem>(set.Templates.Values.SelectMany(template => Forbidden(template.Page!)));
        foreach (var lineup in TrialLineups.All)
        {
            Try(set, lineup, leaveUrl: null, faults);
            Try(set, lineup, "https://example.org/leave/{token}", faults);
        }

        if (faults.Count == 0)
        {
            faults.AddRange(Size(set));
        }

        return [.. faults.DistinctBy(fault => (fault.Where, fault.Subject)).OrderBy(fault => PlaceOf(fault.Where))];
    }

    /// <summary>File, line and column, to be ordered by.</summary>
    private static (string File, int Line, int Column) PlaceOf(string where)
    {
        var parts = where.Split(':');
        return (string.Join(':', parts[..^2]), int.Parse(parts[^2], CultureInfo.InvariantCulture), int.Parse(parts[^1], CultureInfo.InvariantCulture));
    }

    private static void Try(TemplateSet set, Lineup lineup, string? leaveUrl, List<Problem> faults)
    {
        var options = Options(leaveUrl);
        var renderer = RendererOf(set, lineup, options, faults);
        var before = faults.Count;
        var (subject, page, text) = (renderer.Subject(), renderer.Html(), renderer.Text());
        if (faults.Count > before)
        {
            return;
        }

        if (subject.Length == 0)
        {
            faults.Add(Whole(set, "subject", "the subject is empty"));
        }

        if (page.End != HtmlPlace.Text)
        {
            faults.Add(Whole(set, "html", "a tag, a comment, a quoted attribute or a style is never closed"));
        }

        var leave = leaveUrl is null ? "Stop%20everything" : Token.Placeholder;
        foreach (var (name, part) in new[] { ("html", page.Html), ("text", text) })
        {
            if (!part.Contains(leave, StringComparison.Ordinal))
            {
                faults.Add(Whole(set, name, "leave.url is not printed: a reader couldn't leave"));
            }
        }

        if (!StoriesIn(page.Html, lineup).SequenceEqual(StoriesIn(text, lineup)))
        {
            faults.Add(Whole(set, "text", "the text shows other stories than the page, or in another order"));
        }
    }

    private static IEnumerable<Problem> Size(TemplateSet set)
    {
        var html = RendererOf(set, TrialLineups.Largest, Options("https://example.org/leave/{token}"), faults: null).Html().Html;
        var bytes = MailBody.EncodedLength(html);
        if (bytes > Budget.PageBytes)
        {
            yield return Whole(set, "html", string.Create(
                CultureInfo.InvariantCulture, $"a page of 50 stories takes {bytes} bytes; above {Budget.PageBytes} mail programs cut it off"));
        }

        var style = html.IndexOf("<style", StringComparison.OrdinalIgnoreCase);
        if (style >= 0 && html.IndexOf("</style", style, StringComparison.OrdinalIgnoreCase) - style > StyleBytes)
        {
            yield return Whole(set, "html", string.Create(
                CultureInfo.InvariantCulture, $"the style block is larger than {StyleBytes} bytes; mail programs drop it"));
        }
    }

    private static IEnumerable<Problem> Forbidden(ScriptNode page)
    {
        var finder = new RawFinder();
        finder.Visit(page);
        foreach (var raw in finder.Raw)
        {
            var text = raw.Text.ToString();
            foreach (Match match in NoPlaceInMail().Matches(text))
            {
                var before = text[..match.Index];
                var lines = before.Count(c => c == '\n');
                var column = lines == 0 ? raw.Span.Start.Column + before.Length : before.Length - before.LastIndexOf('\n') - 1;
                yield return new(
                    ProblemKind.TemplateFailed,
                    string.Create(CultureInfo.InvariantCulture, $"{raw.Span.FileName}:{raw.Span.Start.Line + lines + 1}:{column + 1}"),
                    $"{match.Value.Trim()} has no place in a mail");
            }
        }
    }

    /// <summary>What mail programs remove, or take for an attack: elements that act, event handlers, scripts as addresses.</summary>
    [GeneratedRegex(
        @"<(?:script|iframe|object|embed|form|base|link|svg)\b|\bon(?:click|load|error|focus|blur|submit|mouse\w+|key\w+)\s*=|\b(?:java|vb)script:",
        RegexOptions.IgnoreCase)]
    private static partial Regex NoPlaceInMail();

    private static IEnumerable<int> StoriesIn(string part, Lineup lineup) =>
        lineup.Sections.SelectMany(section => section.Picks).Select(pick => WebAddress.Of(pick.Kept.Story.Url))
            .Select((address, index) => (Index: index, At: address is null ? -1 : part.IndexOf(address.Split('?')[0], StringComparison.Ordinal)))
            .Where(story => story.At >= 0).OrderBy(story => story.At).Select(story => story.Index);

    private static Renderer RendererOf(TemplateSet set, Lineup lineup, ComposerOptions options, List<Problem>? faults)
    {
        var words = set.WordsFor(lineup.Language);
        var model = new LineupModel(options, words, lineup, StoryImages.Remote).Build();
        return new(set, words, model, faults);
    }

    private static ComposerOptions Options(string? leaveUrl) => new()
    {
        From = new("Daily Digest", "digest@example.org"),
        Title = "Daily Digest",
        PostalAddress = leaveUrl is null ? "" : "1 Example Street",
        LeaveAddress = "digest@example.org",
        LeaveUrl = leaveUrl,
    };

    private static Problem Whole(TemplateSet set, string template, string fault) =>
        new(ProblemKind.TemplateFailed, $"{set.Templates[template].SourceFilePath}:1:1", fault);

    private sealed class RawFinder : ScriptVisitor
    {
        public List<ScriptRawStatement> Raw { get; } = [];

        public override void Visit(ScriptRawStatement node) => Raw.Add(node);
    }
}
