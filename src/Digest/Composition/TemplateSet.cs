using System.Collections.Immutable;
using Digest.News;
using Scriban;

namespace Digest.Composition;

/// <summary>
/// The templates of a digest: <c>subject.scriban</c>, <c>html.scriban</c> and <c>text.scriban</c>, the partials that they
/// include, and their words in <c>words/LANGUAGE.txt</c>. All is read when the set is made; nothing outside it can be included.
/// </summary>
public sealed class TemplateSet
{
    /// <summary>The templates that every set has.</summary>
    internal static readonly ImmutableArray<string> Required = ["subject", "html", "text"];

    private readonly ImmutableDictionary<string, Words> _words;

    private TemplateSet(ImmutableDictionary<string, Template> templates, ImmutableDictionary<string, Words> words)
    {
        Templates = templates;
        _words = words;
    }

    /// <summary>The names of the sets that are built into the program.</summary>
    public static IReadOnlyList<string> Names { get; } = ["daily"];

    /// <summary>The parsed templates by name, such as <c>html</c> or <c>parts/story</c>.</summary>
    internal ImmutableDictionary<string, Template> Templates { get; }

    /// <summary>A set that is built into the program.</summary>
    /// <param name="name">Its name, such as <c>daily</c>.</param>
    /// <exception cref="ProblemException">There is none of that name: <see cref="ProblemKind.TemplateMissing"/>.</exception>
    public static TemplateSet BuiltIn(string name)
    {
        var files = TemplateFiles.BuiltIn(name);
        return files.Count > 0
            ? Read(files, $"templates/{name}")
            : throw new ProblemException(new Problem(ProblemKind.TemplateMissing, name, "subject", "daily"));
    }

    /// <summary>A set in a folder of one's own.</summary>
    /// <param name="folder">The folder's path.</param>
    /// <exception cref="ProblemException">
    /// Every syntax error with file, line and column (<see cref="ProblemKind.TemplateSyntax"/>), and every template that is
    /// lacking (<see cref="ProblemKind.TemplateMissing"/>); or the folder can't be read (<see cref="ProblemKind.UnreadableFile"/>).
    /// </exception>
    public static TemplateSet FromFolder(string folder) => Read(TemplateFiles.InFolder(folder), folder);

    /// <summary>The words in a language, or in the nearest that there is: <c>de-AT</c>, <c>de</c>, then English.</summary>
    /// <param name="language">The language (BCP 47).</param>
    internal Words WordsFor(string language)
    {
        var tag = language.ToLowerInvariant();
        return _words.GetValueOrDefault(tag) ?? _words.GetValueOrDefault(tag.Split('-')[0]) ?? _words["en"];
    }

    private static TemplateSet Read(IReadOnlyList<TemplateFile> files, string where)
    {
        var problems = new List<Problem>();
        var templates = files.Where(file => file.IsTemplate).ToImmutableDictionary(
            file => file.Key, file => TemplateSyntax.Parse(file, problems), StringComparer.Ordinal);
        var lacking = Required.Where(name => !templates.ContainsKey(name));
        problems.AddRange(lacking.Select(name => new Problem(ProblemKind.TemplateMissing, where, name)));
        problems.AddRange(templates.Values.SelectMany(template => TemplateSyntax.LackingPartials(template, templates)));

        var words = ReadWords(files, problems);
        return problems.Count == 0 ? new(templates, words) : throw new ProblemException(problems);
    }

    /// <summary>A set's own words come before the built-in ones; English fills the gaps of every language.</summary>
    private static ImmutableDictionary<string, Words> ReadWords(IReadOnlyList<TemplateFile> files, List<Problem> problems)
    {
        var words = new Dictionary<string, Words>(StringComparer.Ordinal);
        var layers = TemplateFiles.BuiltIn("daily").Concat(files).Where(file => file.IsWords).DistinctBy(file => file.Path);
        foreach (var file in layers.OrderBy(file => file.Key == "en" ? 0 : 1))
        {
            var fallback = words.GetValueOrDefault(file.Key) ?? words.GetValueOrDefault("en");
            words[file.Key] = Words.Parse(file.Key, file.Path, file.Text, fallback, problems);
        }

        return words.ToImmutableDictionary(StringComparer.Ordinal);
    }
}
