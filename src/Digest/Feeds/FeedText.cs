using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Digest.Feeds;

/// <summary>Bytes to text: what the bytes say of themselves goes before what is said of them (RFC 7303, 3; XML 1.0, appendix F).</summary>
internal static partial class FeedText
{
    private const int HeadLength = 1024;

    /// <summary>Whether a document is UTF-8, and nothing that is said of it says otherwise.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> body, string? contentType)
    {
        if (Said(contentType) is { } said && Charset.Named(said)?.CodePage != Encoding.UTF8.CodePage)
        {
            return false;
        }

        var declared = Declared(body);
        return (declared is null ? !IsEscaped(body) : declared.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            && Utf8.IsValid(body) && Marked(body) is null or { Skip: 3 };
    }

    /// <summary>Decodes a document.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="contentType">The Content-Type that came with it, or null.</param>
    /// <param name="mended">What was wrong with what is said of the bytes, in a few words; null where nothing was.</param>
    /// <returns>The text without a byte-order mark; bytes that nothing explains become U+FFFD.</returns>
    public static string Decode(ReadOnlySpan<byte> body, string? contentType, out string? mended)
    {
        mended = null;
        if (Marked(body) is var (marked, skip))
        {
            return marked.GetString(body[skip..]);
        }

        var said = Said(contentType) ?? Declared(body);
        var named = Charset.Named(said) ?? (IsEbcdic(body) ? Charset.Page(37) : null);
        if (Utf8.IsValid(body))
        {
            // Text in another encoding is hardly ever valid UTF-8 by chance, unless it has no other bytes than ASCII's.
            if (named is not null && named.CodePage != Encoding.UTF8.CodePage && (!IsAsciiLike(named) || IsEscaped(body)))
            {
                return named.GetString(body);
            }

            mended = named is { IsSingleByte: true } && named.CodePage is not (1252 or 65001) && !Ascii.IsValid(body)
                ? $"UTF-8 declared as {said}"
                : null;
            return IsEscaped(body) && named is null ? Charset.Page(50220).GetString(body) : Encoding.UTF8.GetString(body);
        }

        if (named is not null && named.CodePage != Encoding.UTF8.CodePage && Strictly(named, body) is { } text)
        {
            return text;
        }

        var guess = EncodingGuess.Of(body);
        mended = said is null ? null : $"{(guess ?? Encoding.UTF8).WebName} declared as {said}";
        return guess?.GetString(body) ?? MixedText.Decode(body);
    }

    private static (Encoding Encoding, int Skip)? Marked(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] when Utf8.IsValid(body) => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: true), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [(byte)'<' or (byte)'{', 0, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: false), 0),
        [0, 0, 0, (byte)'<' or (byte)'{', ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 0),
        [(byte)'<' or (byte)'{', 0, ..] => (Encoding.Unicode, 0),
        [0, (byte)'<' or (byte)'{', ..] => (Encoding.BigEndianUnicode, 0),
        _ => null,
    };

    private static bool IsEbcdic(ReadOnlySpan<byte> body) => body is [0x4C, 0x6F, 0xA7, 0x94, ..];

    // Whether the encoding writes ASCII's characters as ASCII does: EBCDIC doesn't, and UTF-7 is read nowhere.
    private static bool IsAsciiLike(Encoding encoding) => encoding.GetString("<?xml"u8) == "<?xml";

    // ISO-2022 and HZ write other characters with ASCII's bytes, between escapes.
    private static bool IsEscaped(ReadOnlySpan<byte> body) => body.IndexOf("\e$"u8) >= 0 || body.IndexOf("~{"u8) >= 0;

    private static string? Strictly(Encoding named, ReadOnlySpan<byte> body)
    {
        try
        {
            return Encoding.GetEncoding(named.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Said(string? contentType) =>
        contentType is not null && CharsetPattern().Match(contentType) is { Success: true } match ? match.Groups[1].Value : null;

    private static string? Declared(ReadOnlySpan<byte> body)
    {
        var head = body[..Math.Min(body.Length, HeadLength)];
        var text = IsEbcdic(head) ? Charset.Page(37).GetString(head) : Encoding.Latin1.GetString(head);
        return DeclarationPattern().Match(text) is { Success: true } match ? match.Groups[1].Value : null;
    }

    [GeneratedRegex("charset\\s*=\\s*[\"']?([\\w.:-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharsetPattern();

    [GeneratedRegex("<\\?xml[^>]*?encoding\\s*=\\s*[\"']\\s*([\\w.:-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeclarationPattern();
}
