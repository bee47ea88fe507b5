using System.Text;

namespace Digest.Selection;

/// <summary>
/// One phrase of a topic's <c>include</c> or <c>exclude</c>. It is found from the start of a word, whatever the case and
/// accents: <c>north korea</c> finds "North Korean". In quotes it is found as whole words only.
/// </summary>
public sealed class Phrase
{
    private readonly string _wanted;

    /// <summary>Takes a phrase as the configuration has it.</summary>
    /// <param name="text">Its words, in double quotes for whole words.</param>
    public Phrase(string text)
    {
        var trimmed = text.Trim();
        var whole = trimmed.Length > 1 && trimmed[0] == '"' && trimmed[^1] == '"';
        var words = Folding.Fold(trimmed);

        // Chinese, Japanese and Thai don't put spaces between words: there a phrase is found anywhere.
        var anywhere = words.Length > 0 && !whole && Rune.TryGetRuneAt(words, 0, out var first) && IsUnspaced(first);
        _wanted = words.Length == 0 ? "" : $"{(anywhere ? "" : " ")}{words}{(whole ? " " : "")}";
    }

    /// <summary>Whether a text holds the phrase.</summary>
    /// <param name="folded">A text as <see cref="Folding.Fold"/> returns it, with one space put on either side.</param>
    /// <returns>True where it does; a phrase without letters or digits is in nothing.</returns>
    public bool IsIn(string folded) => _wanted.Length > 0 && folded.Contains(_wanted, StringComparison.Ordinal);

    private static bool IsUnspaced(Rune rune) => rune.Value
        is (>= 0x0E00 and <= 0x0EFF) or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);
}
