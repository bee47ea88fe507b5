using System.Buffers;
using System.Text.RegularExpressions;

namespace Digest.Feeds;

/// <summary>What publishing software puts under every text: where it appeared first, that one may read on, who may share it.</summary>
internal static partial class Boilerplate
{
    // It stands at the end, and is no longer than this.
    private const int LongestTail = 500;

    private const int MostLayers = 5;

    // A text without any of these ends in its own words.
    private static readonly SearchValues<string> _signs = SearchValues.Create(
        [
            "first on", "appeared first", "zuerst auf", "premier sur", "primero en", "il primo su", "proviene da", "primeiro em", "eerst op", "ontinue reading",
            "ontinue Reading", "eep reading", "Read more", "Read More", "READ MORE", "Read on", "Read the ", "Read full", "(more", "eiterlesen", "Mehr lesen",
            "la suite", "Lire suite", "Leer más", "leyendo", "Leggi ", "a leggere", "Lees ", "Ler mais", "lendo", "Share this",
            "Share on",
        ],
        StringComparison.Ordinal);

    // No phrase of these stands further from the end.
    private const int LastWords = 220;

    private static readonly string[] _buttons = ["Share", "Tweet", "Email this", "Permalink", "Comments"];

    /// <summary>A plain text without what stands under every text.</summary>
    public static string Strip(string text)
    {
        for (var layer = 0; layer < MostLayers; layer++)
        {
            var start = Math.Max(text.Length - LongestTail, 0);
            if (!HasSign(text))
            {
                return text;
            }

            var tail = text[start..];
            var kept = Shortened().Replace(Appeared().Replace(ReadOn().Replace(Shared().Replace(tail, ""), "$1"), ""), "$1…").TrimEnd();
            if (kept.Length == tail.Length)
            {
                return text;
            }

            text = $"{text.AsSpan(0, start)}{kept}";
        }

        return text;
    }

    private static bool HasSign(string text) =>
        text.EndsWith(']') || text.AsSpan(Math.Max(text.Length - LastWords, 0)).ContainsAny(_signs)
        || Array.Exists(_buttons, button => text.EndsWith(button, StringComparison.Ordinal));

    [GeneratedRegex(
        """
        (?:^|(?<=[\s.!?…\]”"»)]))
        (?: (?:The|This)\s(?:post|article|story|entry)\b.{0,300}?\b(?:first\sappeared|appeared\sfirst)\son
          | (?:Der|Dieser)\s(?:Beitrag|Artikel)\b.{0,300}?\b(?:erschien|ist)\szuerst\sauf
          | (?:L[’']|Cet\s)article\b.{0,300}?\best\sapparu\sen\spremier\ssur
          | (?:La\sentrada|El\sart[ií]culo)\b.{0,300}?\b(?:se\spublicó|aparece|apareció)\sprimero\sen
          | L[’']articolo\b.{0,300}?\b(?:proviene\sda|sembra\sessere\sil\sprimo\ssu)
          | O\s(?:post|artigo)\b.{0,300}?\bapareceu\sprimeiro\sem
          | Het\sbericht\b.{0,300}?\bverscheen\seerst\sop
        )\s.{1,120}$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Appeared();

    // At the beginning, or after a sentence, a bracket or a cut: "Children should read more" is no invitation.
    [GeneratedRegex(
        """
        (^|[.!?…\]”"»)]\s?)
        (?: (?:Continue|Keep)\s[Rr]eading\b.{0,200}
          | (?:Read|READ)\s(?:[Mm]ore|MORE|[Oo]n|(?:the\s)?(?:full|whole|rest|entire)\b[^.]{0,40}(?:article|story|post|entry)?)\b[^.]{0,150}
          | \(more(?:…|\.\.\.)?\)
          | (?:Weiterlesen|weiterlesen|Mehr\slesen|Lire\s(?:la\s)?suite|Leer\smás|Sigue\sleyendo|Seguir\sleyendo|Leggi\s(?:tutto|di\spiù)|Continua\sa\sleggere
            |Lees\s(?:verder|meer)|Ler\smais|Continue\slendo)\b[^.]{0,150}
        )(?:\s|\.{3}|[»→›…>])*$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex ReadOn();

    [GeneratedRegex(
        """
        (?:^|(?<=[\s.!?…\]”"»)]))
        (?: (?:submitted\sby\s/?u/\S+\s)?(?:to\sr/\S+\s)?\[link\]\s\[comments\]
          | Share\s(?:this|on)\b[^.]{0,60}
          | (?:Share|Tweet|Email\sthis|Permalink|Comments|Facebook|Twitter|LinkedIn|WhatsApp|[|·,]|\s)*(?:Share|Tweet|Email\sthis|Permalink|Comments)
        )$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Shared();

    [GeneratedRegex("(\\S)\\s*\\[(?:…|\\.{3})\\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Shortened();
}
