using System.Globalization;
using System.Text;

namespace Digest.Composition;

/// <summary>Lets long words break, so that no phone has to scroll sideways.</summary>
internal static class LongRuns
{
    private const int Longest = 30;
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Puts a zero-width space after every 30 characters of an unbroken run.</summary>
    /// <param name="text">A line of text.</param>
    /// <returns>The text; letters keep their accents and emoji stay whole.</returns>
    public static string Break(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var broken = new StringBuilder(text.Length + 8);
        var run = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var rune = Rune.GetRuneAt(element, 0);
            run = Rune.IsWhiteSpace(rune) || Columns.Of(rune) == 2 || rune.Value is '-' or 0x200B ? 0 : run + 1;
            if (run > Longest)
            {
                broken.Append(ZeroWidthSpace);
                run = 1;
            }

            broken.Append(element);
        }

        return broken.ToString();
    }
}
