namespace Digest.Composition;

/// <summary>Lays out the text part: 72 columns, addresses alone on a line and whole, never more than two empty lines.</summary>
internal static class TextLayout
{
    private const int Width = 72;

    /// <summary>A whole part.</summary>
    /// <param name="text">What the template printed.</param>
    /// <returns>The part, its lines ending in LF, the last one too.</returns>
    public static string LayOut(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(Wrap))
        {
            var isThirdEmpty = line.Length == 0 && (lines.Count == 0 || (lines.Count > 1 && lines[^1].Length == 0 && lines[^2].Length == 0));
            if (!isThirdEmpty)
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines).TrimEnd('\n') + '\n';
    }

    /// <summary>One line as several, broken between words; a word that is too long breaks where it must, an address never.</summary>
    public static IReadOnlyList<string> Wrap(string line)
    {
        var indent = line[..(line.Length - line.TrimStart(' ').Length)];
        var text = line.Trim(' ');
        if (Columns.Of(indent) + Columns.Of(text) <= Width || IsAddress(text))
        {
            return [(indent + text).TrimEnd(' ')];
        }

        var lines = new List<string>();
        var current = indent;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, Width - indent.Length)))
        {
            var glue = current.Length == indent.Length || word.Joins ? "" : " ";
            if (Columns.Of(current) + glue.Length + Columns.Of(word.Text) > Width && current.Length > indent.Length)
            {
                lines.Add(current);
                (current, glue) = (indent, "");
            }

            current += glue + word.Text;
        }

        lines.Add(current);
        return lines;
    }

    private static bool IsAddress(string text) =>
        !text.Contains(' ', StringComparison.Ordinal)
        && (text.StartsWith("http", StringComparison.Ordinal) || text.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>A word in pieces that fit: East Asian text may break anywhere, other words where the line is full.</summary>
    private static IEnumerable<(string Text, bool Joins)> Pieces(string word, int width)
    {
        if (Columns.IsPlain(word) && word.Length <= width)
        {
            yield return (word, false);
            yield break;
        }

        var piece = "";
        var joins = false;
        foreach (var rune in word.EnumerateRunes())
        {
            if (piece.Length > 0 && (Columns.Of(piece) + Columns.Of(rune) > width || (Columns.Of(rune) == 2 && !IsClosing(rune.Value))))
            {
                yield return (piece, joins);
                (piece, joins) = ("", true);
            }

            piece += rune.ToString();
        }

        yield return (piece, joins);
    }

    /// <summary>Marks that may not begin a line.</summary>
    private static bool IsClosing(int c) => c is '、' or '。' or '，' or '．' or '」' or '』' or '）' or '！' or '？' or '：' or 'ー' or '・';
}
