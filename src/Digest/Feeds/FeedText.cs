using System.Text;
using System.Text.RegularExpressions;

namespace Digest.Feeds;

/// <summary>Bytes to text: what the bytes say of themselves goes before what is said of them (RFC 7303, 3; XML 1.0, appendix F).</summary>
internal static partial class FeedText
{
    static FeedText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Decodes a document.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="contentType">The Content-Type that came with it, or null.</param>
    /// <returns>The text without a byte-order mark; bytes that nothing explains become U+FFFD.</returns>
    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        if (Marked(body) is var (marked, skip))
        {
            return marked.GetString(body[skip..]);
        }

        if (IsUtf8(body))
        {
            return Encoding.UTF8.GetString(body);
        }

        return (Named(Charset(contentType)) ?? Named(Declared(body)) ?? Encoding.GetEncoding(1252)).GetString(body);
    }

    private static (Encoding Encoding, int Skip)? Marked(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: true), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [0x3C, 0, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: false), 0),
        [0, 0, 0, 0x3C, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 0),
        [0x3C, 0, ..] => (Encoding.Unicode, 0),
        [0, 0x3C, ..] => (Encoding.BigEndianUnicode, 0),
        _ => null,
    };

    private static bool IsUtf8(ReadOnlySpan<byte> body) => System.Text.Unicode.Utf8.IsValid(body) && body.IndexOf((byte)0x1B) < 0;

    private static string? Charset(string? contentType) =>
        contentType is not null && CharsetPattern().Match(contentType) is { Success: true } match ? match.Groups[1].Value : null;

    private static string? Declared(ReadOnlySpan<byte> body)
    {
        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, 512)]);
        return DeclarationPattern().Match(head) is { Success: true } match ? match.Groups[1].Value : null;
    }

    private static Encoding? Named(string? name)
    {
        try
        {
            return name is null || name.StartsWith("utf-8", StringComparison.OrdinalIgnoreCase) ? null : Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("charset\\s*=\\s*[\"']?([\\w.:-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharsetPattern();

    [GeneratedRegex("<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeclarationPattern();
}
