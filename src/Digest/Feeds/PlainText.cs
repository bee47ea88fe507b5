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
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp small span strike strong sub sup time "
        + "tt u var wbr");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _block = Lookup(
        "address area article aside audio blockquote body br button canvas caption center col colgroup dd details dialog dir div dl dt embed "
        + "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe img input label legend li link main "
        + "map menu meta nav noscript object ol optgroup option output p param picture pre progress script section select source style summary "
        + "svg table tbody td template textarea tfoot th thead title tr track ul video");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _unseen = Lookup(
        "script style head iframe noscript object svg template textarea select audio video canvas");

    /// <summary>A piece of markup as plain text: white space folded, control characters dropped.</summary>
    public static string Of(Markup markup)
    {
        if (string.IsNullOrEmpty(markup.Value))
        {
            return "";
        }

        var text = Mojibake.Repair(markup.Value);
        // Feeds escape twice as often as they escape once too little: a second round where the first one left markup.
        for (var round = 0; round < 2 && Looks(text, markup.IsHtml); round++)
        {
            text = Strip(text);
        }

        return Fold(text);
    }

    /// <summary>The character or characters that an entity stands for, or null.</summary>
    /// <param name="name">What stands between ampersand and semicolon, with or without the semicolon.</param>
    public static string? Entity(ReadOnlySpan<char> name)
    {
        name = name.TrimEnd(';');
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
    private static string? Character(int code) =>
        code is >= 0x80 and <= 0x9F ? Charset.Western.GetString([(byte)code])
        : Rune.IsValid(code) && code > 0 ? new Rune(code).ToString()
        : null;

    private static bool Looks(string text, bool isHtml)
    {
        if (isHtml)
        {
            return text.AsSpan().ContainsAny('<', '&');
        }

        // Text that is said to be plain is taken at its word, but for entities and closing tags: nobody writes those by chance.
        return text.Contains("</", StringComparison.Ordinal) || (text.Contains('&', StringComparison.Ordinal) && text.Contains(';', StringComparison.Ordinal));
    }

    private static string Strip(string text)
    {
        var plain = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (rest.IndexOfAny('<', '&') is var next and >= 0)
        {
            plain.Append(rest[..next]);
            rest = rest[next..];
            rest = rest[(rest[0] == '<' ? Tag(rest, plain) : Reference(rest, plain))..];
        }

        return plain.Append(rest).ToString();
    }

    // How many characters a tag takes; what is no tag of HTML stays as text.
    private static int Tag(ReadOnlySpan<char> text, StringBuilder plain)
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
        var length = name.IndexOfAnyExcept(_nameCharacters);
        name = length < 0 ? name : name[..length];
        var inline = _inline.Contains(name);
        if (name.IsEmpty || (!inline && !_block.Contains(name)))
        {
            plain.Append('<');
            return 1;
        }

        plain.Append(inline ? "" : "\n");
        var close = TagEnd(text);
        return closing || !_unseen.Contains(name) || close >= text.Length || text[close - 2] == '/' ? close : close + Unseen(text[close..], name);
    }

    private static readonly System.Buffers.SearchValues<char> _nameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    // Past the tag's own end, whatever stands between quotation marks.
    private static int TagEnd(ReadOnlySpan<char> text)
    {
        var at = 1;
        while (at < text.Length)
        {
            var found = text[at..].IndexOfAny('>', '"', '\'');
            if (found < 0)
            {
                return text.Length;
            }

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

    // What stands between a tag and its end tag, where a reader never sees it; nothing where the end tag is missing.
    private static int Unseen(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        var end = text.IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? 0 : end;
    }

    private static int Reference(ReadOnlySpan<char> text, StringBuilder plain)
    {
        var end = text[..Math.Min(text.Length, LongestEntity + 2)].IndexOf(';');
        if (end > 1 && Entity(text[1..end]) is { } characters)
        {
            plain.Append(characters);
            return end + 1;
        }

        plain.Append('&');
        return 1;
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else if (c is >= '\u0080' and <= '\u009F')
            {
                folded.Append(Character(c));
            }
            else if (c is >= ' ' and not ('\u007F' or '\uFEFF' or '\u00AD' or '\u200B'))
            {
                folded.Append(c);
            }
        }

        return folded.ToString().TrimEnd();
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string names) =>
        names.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
