using System.Globalization;
using System.Text;

namespace Digest.Composition;

/// <summary>Cuts text where a reader would.</summary>
internal static class Clip
{
    private const string Ellipsis = "…";

    /// <summary>A standfirst: cut after its last sentence that fits, if that leaves half or more, else after a word.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="columns">The most columns it may take.</param>
    public static string Sentences(string text, int columns)
    {
        var line = OneLine(text);
        if (Columns.Of(line) <= columns)
        {
            return line;
        }

        var head = Fitting(line, columns);
        for (var i = head.Length - 1; i >= head.Length / 2; i--)
        {
            var ends = head[i] is '。' or '！' or '？'
                || (head[i] is '.' or '!' or '?' or '”' or '؟' && i + 1 < line.Length && line[i + 1] == ' ' && !IsInitial(head, i));
            if (ends)
            {
                return head[..(i + 1)];
            }
        }

        return Words(line, columns);
    }

    /// <summary>Cut after the last word that fits, with an ellipsis; within a word only where it is longer than a third of the whole.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="columns">The most columns it may take, ellipsis included.</param>
    public static string Words(string text, int columns)
    {
        var line = OneLine(text);
        if (Columns.Of(line) <= columns)
        {
            return line;
        }

        var head = Fitting(line, columns - 1);
        var space = head.LastIndexOf(' ');
        var cut = line[head.Length] == ' ' ? head.Length : space > head.Length * 2 / 3 ? space : head.Length;
        return head[..cut].TrimEnd(' ', ',', ';', ':', '-', '–', '—', '(', '“', '‘', '.') + Ellipsis;
    }

    /// <summary>White space made single, and none at the ends.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', Marks.Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The full stop after a single capital, or within "U.S.", ends no sentence.</summary>
    private static bool IsInitial(string text, int stop) =>
        text[stop] == '.' && stop > 0 && char.IsUpper(text[stop - 1]) && (stop == 1 || text[stop - 2] is ' ' or '.');

    private static string Fitting(string line, int columns)
    {
        if (Columns.IsPlain(line))
        {
            return line[..columns];
        }

        var fits = new StringBuilder();
        var used = 0;
        var elements = StringInfo.GetTextElementEnumerator(line);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            used += Columns.Of(element);
            if (used > columns)
            {
                break;
            }

            fits.Append(element);
        }

        return fits.ToString();
    }
}
