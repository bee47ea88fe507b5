using System.Security.Cryptography;
using System.Text;
using Digest.News;
using MimeKit;
using MimeKit.Encodings;

namespace Digest.Composition;

/// <summary>An edition's parts as one MIME entity (RFC 2046, 5.1.4): plain text first, then the page.</summary>
internal static class MailBody
{
    /// <summary>A line may have 76 characters (RFC 2045, 6.7, rule 5); MimeKit's encoder now and then takes a few more than it is given.</summary>
    private const int QuotedLine = 73;

    private const int Base64Line = 76;

    private static readonly FormatOptions _wire = Wire();

    /// <summary>Encodes both parts, and the pictures that the page shows (RFC 2387).</summary>
    /// <param name="text">The plain part, lines ending in LF.</param>
    /// <param name="html">The page, lines ending in LF.</param>
    /// <param name="images">The pictures that go along.</param>
    /// <returns>The entity with its Content-Type header, and where each character of the token goes.</returns>
    public static (byte[] Body, IReadOnlyList<int> TokenAt) Encode(string text, string html, IReadOnlyList<InlineImage> images)
    {
        using var plain = Part("plain", text);
        using var page = Part("html", html);
        using var both = new Multipart("alternative") { plain, images.Count == 0 ? page : Related(page, images) };
        Bound(both, $"{text}\n{html}\n{string.Join(',', images.Select(image => image.ContentId))}");
        var body = Write(both);
        return (body, [.. TokenSlots.Within(body, Write(plain)), .. TokenSlots.Within(body, Write(page))]);
    }

    /// <summary>How many bytes a page takes on the wire, its headers left out.</summary>
    /// <param name="html">The page.</param>
    public static int EncodedLength(string html) => Smaller(html).Encoded.Length;
    private static FormatOptions Wire()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }

    private static MimePart Part(string subtype, string text)
    {
        var (encoding, encoded) = Smaller(text);
        var part = new MimePart("text", subtype)
        {
            ContentTransferEncoding = encoding,
            Content = new MimeContent(new MemoryStream(encoded, writable: false), encoding),
        };
        part.ContentType.Charset = "utf-8";
        return part;
    }

    /// <summary>
    /// Quoted-printable or base64, whichever is smaller (RFC 2045, 6.7 and 6.8); never base64 where the token goes, for
    /// its place would be lost.
    /// </summary>
    private static (ContentEncoding Encoding, byte[] Encoded) Smaller(string text)
    {
        var quoted = Encoded(text, new QuotedPrintableEncoder(QuotedLine));
        if (text.All(char.IsAscii) || text.Contains(Token.Placeholder, StringComparison.Ordinal))
        {
            return (ContentEncoding.QuotedPrintable, quoted);
        }

        var base64 = Encoded(text.ReplaceLineEndings("\r\n"), new Base64Encoder(Base64Line));
        return base64.Length < quoted.Length ? (ContentEncoding.Base64, base64) : (ContentEncoding.QuotedPrintable, quoted);
    }

    private static byte[] Encoded(string text, IMimeEncoder encoder)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var encoded = new byte[encoder.EstimateOutputLength(bytes.Length)];
        var length = encoder.Flush(bytes, 0, bytes.Length, encoded);
        return Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(encoded, 0, length).ReplaceLineEndings("\r\n"));
    }

    private static Multipart Related(MimePart page, IReadOnlyList<InlineImage> images)
    {
        var related = new Multipart("related") { page };
        related.ContentType.Parameters.Add("type", "text/html");
        foreach (var image in images)
        {
            related.Add(new MimePart("image", image.Type)
            {
                ContentId = image.ContentId,
                ContentDisposition = new ContentDisposition(ContentDisposition.Inline),
                ContentTransferEncoding = ContentEncoding.Base64,
                Content = new MimeContent(new MemoryStream(image.Bytes.ToArray(), writable: false)),
            });
        }

        Bound(related, string.Join(',', images.Select(image => image.ContentId)));
        return related;
    }

    /// <summary>The boundary comes from the content, so that the same content gives the same bytes.</summary>
    private static void Bound(Multipart parts, string content) => parts.Boundary =
        $"=_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{parts.ContentType.MimeType}\n{content}")).AsSpan(0, 16))}";

    private static byte[] Write(MimeEntity entity)
    {
        using var written = new MemoryStream();
        entity.WriteTo(_wire, written);
        return written.ToArray();
    }
}
