using Digest.News;

namespace Digest.Feeds;

/// <summary>What stands under a headline: the publisher's summary, or the beginning of the text.</summary>
internal static class Standfirst
{
    private const int Longest = 2000;

    // Enough markup for the longest standfirst, and a bound for the work.
    private const int MostMarkup = 32 * 1024;

    // A text that is the headline again may have its publisher's name behind it.
    private const int LongestSource = 60;

    public static string Of(Markup summary, Markup content, string title)
    {
        var told = Text(summary, title);
        return told.Length > 0 ? told : Text(content, title);
    }

    private static string Text(Markup markup, string title)
    {
        if (markup.IsEmpty)
        {
            return "";
        }

        var value = markup.Value!.Length > MostMarkup ? markup.Value[..MostMarkup] : markup.Value;
        var text = Boilerplate.Strip(PlainText.Of(markup with { Value = value }, enough: Longest + 1));
        return IsTitle(text, title) ? "" : Shorten(text);
    }

    private static bool IsTitle(string text, string title) =>
        text.Length <= title.Length + LongestSource
        && FirstLetter(text) is var first && (first == '\0' || (first == FirstLetter(title) && StoryKey.OfTitle(text) == StoryKey.OfTitle(title)));

    // Most texts differ from their titles here already.
    private static char FirstLetter(string text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                return char.ToLowerInvariant(c);
            }
        }

        return '\0';
    }

    private static string Shorten(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', Longest - 1);
        end = end > Longest / 2 ? end : char.IsHighSurrogate(text[Longest - 2]) ? Longest - 2 : Longest - 1;
        return $"{text.AsSpan(0, end).TrimEnd([' ', ',', ';', ':', '-', '–', '—'])}…";
    }
}
