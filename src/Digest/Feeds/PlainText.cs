using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Digest.Feeds;

/// <summary>
/// Markup to plain text, in one pass over the characters: a feed's markup is hostile until proven otherwise, and building a
/// tree of it costs time and stack that a feed could make us waste.
/// </summary>
internal static class PlainText
{
    private const int LongestEntity = 32;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _inline = Lookup(
        "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp small span strike strong sub sup "
        + "time tt u var wbr");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _block = Lookup(
        "address applet area article aside audio base blockquote body br button canvas caption center col colgroup dd details dialog dir div dl dt "
        + "embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe img input label legend li link "
        + "main map marquee menu meta nav noscript object ol optgroup option output p param picture pre progress script section select source style "
        + "summary svg table tbody td template textarea tfoot th thead title tr track ul video");

    // What a reader never sees, by the end tag that ends it.
    private static readonly FrozenDictionary<string, (int Bit, SearchValues<string> End)>.AlternateLookup<ReadOnlySpan<char>> _unseen =
        "script style head iframe noscript object applet svg template textarea select audio video canvas".Split(' ')
            .Select((name, index) => (name, index))
            .ToFrozenDictionary(
                pair => pair.name, pair => (1 << pair.index, SearchValues.Create([$"</{pair.name}"], StringComparison.OrdinalIgnoreCase)),
                StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> _letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>A piece of markup as plain text: white space folded, control characters dropped.</summary>
    /// <param name="markup">The markup.</param>
    /// <param name="enough">How many characters are enough: the text may end anywhere after them.</param>
    public static string Of(Markup markup, int enough = int.MaxValue)
    {
        if (string.IsNullOrEmpty(markup.Value))
        {
            return "";
        }

        var text = Mojibake.Repair(markup.Value);
        if (!Looks(text, markup.IsHtml))
        {
            return Fold(text, strip: false, enough);
        }

        // Feeds escape once too often as a habit: a second round where the first one left markup.
        text = Fold(text, strip: true, enough);
        return Looks(text, markup.IsHtml) ? Fold(text, strip: true, enough) : text;
    }

    /// <summary>The character or characters that an entity stands for, or null.</summary>
    /// <param name="name">What stands between ampersand and semicolon.</param>
    public static string? Entity(ReadOnlySpan<char> name)
    {
        if (name is ['#', .. var number])
        {
            var hexadecimal = number is ['x' or 'X', ..];
            return int.TryParse(
                    hexadecimal ? number[1..] : number, hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                    CultureInfo.InvariantCulture, out var code)
                ? Character(code)
                : null;
        }

        return name.IsEmpty || name.Length > LongestEntity ? null : HtmlEntityProvider.Resolver.GetSymbol($"{name};");
    }

    // HTML reads the numbers 128 to 159 as windows-1252, and so do the feeds that were written on Windows.
    private static string Character(int code) =>
        code is >= 0x80 and <= 0x9F ? Charset.Western.GetString([(byte)code])
        : Rune.IsValid(code) && code > 0 ? new Rune(code).ToString()
        : "\uFFFD";

    // Text that is said to be plain is taken at its word, but for entities and end tags: nobody writes those by chance.
    private static bool Looks(string text, bool isHtml) =>
        isHtml ? text.AsSpan().ContainsAny('<', '&')
        : text.Contains("</", StringComparison.Ordinal) || (text.Contains('&', StringComparison.Ordinal) && text.Contains(';', StringComparison.Ordinal));

    private static string Fold(string text, bool strip, int enough)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var plain = new FoldedText(buffer);
            var endless = 0;
            var rest = text.AsSpan();
            while (strip && plain.Length < enough && rest.IndexOfAny('<', '&') is var next and >= 0)
            {
                plain.Append(rest[..next]);
                rest = rest[next..];
                rest = rest[(rest[0] == '<' ? Tag(rest, ref plain, ref endless) : Reference(rest, ref plain))..];
            }

            if (plain.Length < enough)
            {
                plain.Append(rest);
            }

            return plain.ToString();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    // How many characters a tag takes; what is no tag of HTML stays as text. The end tags that are missing from the rest of
    // the text are kept in mind: nothing is looked for twice in vain.
    private static int Tag(ReadOnlySpan<char> text, ref FoldedText plain, ref int endless)
    {
        if (text.StartsWith("<!--"))
        {
            var end = text.IndexOf("-->");
            return end < 0 ? text.Length : end + 3;
        }

        if (text is ['<', '!' or '?', ..])
        {
            var end = text.IndexOf('>');
            return end < 0 ? text.Length : end + 1;
        }

        var closing = text is ['<', '/', ..];
        var name = text[(closing ? 2 : 1)..];
        var length = name.IndexOfAnyExcept(_letters);
        name = length < 0 ? name : name[..length];
        var inline = _inline.Contains(name);
        if (name.IsEmpty || (!inline && !_block.Contains(name)))
        {
            plain.Append("<");
            return 1;
        }

        plain.Append(inline ? "" : " ");
        var close = TagEnd(text);
        if (closing || close >= text.Length || text[close - 2] == '/' || !_unseen.TryGetValue(name, out var unseen) || (endless & unseen.Bit) != 0)
        {
            return close;
        }

        var last = text[close..].IndexOfAny(unseen.End);
        endless |= last < 0 ? unseen.Bit : 0;
        return close + Math.Max(last, 0);
    }

    // Past the tag's own end, whatever stands between quotation marks.
    private static int TagEnd(ReadOnlySpan<char> text)
    {
        var at = 1;
        while (text[at..].IndexOfAny('>', '"', '\'') is var found and >= 0)
        {
            at += found + 1;
            if (text[at - 1] == '>')
            {
                return at;
            }

            var quote = text[at..].IndexOf(text[at - 1]);
            if (quote < 0)
            {
                var end = text[at..].IndexOf('>');
                return end < 0 ? text.Length : at + end + 1;
            }

            at += quote + 1;
        }

        return text.Length;
    }

    private static int Reference(ReadOnlySpan<char> text, ref FoldedText plain)
    {
        var end = text[..Math.Min(text.Length, LongestEntity + 2)].IndexOf(';');
        if (end > 1 && Entity(text[1..end]) is { } characters)
        {
            plain.Append(characters);
            return end + 1;
        }

        plain.Append("&");
        return 1;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string names) =>
        names.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
