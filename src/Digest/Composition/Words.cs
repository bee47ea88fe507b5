using System.Globalization;
using System.Text;
using Digest.News;

namespace Digest.Composition;

/// <summary>A template's own words in one language, from its <c>words/LANGUAGE.txt</c>: a line for each, <c>key = words</c>.</summary>
internal sealed class Words
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Words? _fallback;

    private Words(string language, Words? fallback)
    {
        Language = language;
        _fallback = fallback;
    }

    /// <summary>The language that they are in (BCP 47).</summary>
    public string Language { get; }

    /// <summary>Every key that has words, with those of the fall-back.</summary>
    public IEnumerable<string> Keys => _fallback is null ? _texts.Keys : _texts.Keys.Union(_fallback.Keys, StringComparer.Ordinal);

    /// <summary>Reads a file of words.</summary>
    /// <param name="language">Their language (BCP 47).</param>
    /// <param name="file">The file's name, for problems.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="fallback">Where to look for what it lacks.</param>
    /// <param name="problems">Takes what is wrong, each with its line.</param>
    public static Words Parse(string language, string file, string text, Words? fallback, ICollection<Problem> problems)
    {
        var words = new Words(language, fallback);
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            var content = line.Trim();
            if (content.IsEmpty || content[0] == '#')
            {
                continue;
            }

            var equals = content.IndexOf('=');
            var key = content[..Math.Max(equals, 0)].Trim().ToString();
            if (key.Length == 0 || !words._texts.TryAdd(key, content[(equals + 1)..].Trim().ToString()))
            {
                problems.Add(new(ProblemKind.TemplateSyntax, $"{file}:{number}:1",
                    key.Length == 0 ? "a line of words reads: key = words" : $"{key} is there twice"));
            }
        }

        return words;
    }

    /// <summary>The words for a key.</summary>
    /// <returns>The words as they stand in the file; null where neither it nor its fall-back has the key.</returns>
    public string? Find(string key) => _texts.GetValueOrDefault(key) ?? _fallback?.Find(key);

    /// <summary>The words for a key and a number: <c>key.one</c> for one, where the language tells them apart, else <c>key.other</c>.</summary>
    public string? Find(string key, long number) =>
        (number == 1 ? _texts.GetValueOrDefault($"{key}.one") : null)
        ?? _texts.GetValueOrDefault($"{key}.other")
        ?? _texts.GetValueOrDefault(key)
        ?? _fallback?.Find(key, number);

    /// <summary>The words for a key that every set has.</summary>
    public string this[string key] => Find(key) ?? key;

    /// <summary>One of several words in a line, from 0; null where the line is shorter.</summary>
    public string? Nth(string key, int index)
    {
        var items = this[key].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return index < items.Length ? items[index] : null;
    }

    /// <summary>A number as a word, where the language has one for it.</summary>
    public string Number(int number) => (number > 0 ? Nth("numbers", number - 1) : null) ?? number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Names as a list: "A, B and C".</summary>
    public string List(IReadOnlyList<string> names) => names.Count < 2
        ? string.Concat(names)
        : Fill(this["list"], ("first", string.Join(this["comma"] == "," ? ", " : this["comma"], names.SkipLast(1))), ("last", names[^1]));

    /// <summary>Words with their gaps filled.</summary>
    /// <param name="pattern">Words with names in braces.</param>
    /// <param name="values">What goes into each gap.</param>
    public static string Fill(string pattern, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var filled = new StringBuilder();
        foreach (var (text, gap) in Gaps(pattern))
        {
            filled.Append(text);
            foreach (var (name, value) in values)
            {
                filled.Append(name == gap ? value : "");
            }
        }

        return filled.ToString();
    }

    /// <summary>The pieces of a pattern: text, and the gap after it or null.</summary>
    public static IEnumerable<(string Text, string? Gap)> Gaps(string pattern)
    {
        var at = 0;
        while (pattern.IndexOf('{', at) is var open and >= 0 && pattern.IndexOf('}', open) is var close and >= 0)
        {
            yield return (pattern[at..open], pattern[(open + 1)..close]);
            at = close + 1;
        }

        yield return (pattern[at..], null);
    }
}
