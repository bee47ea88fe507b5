using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>Text to a well-formed tree: strictly first, mended where that fails.</summary>
internal static class FeedTree
{
    private static readonly XmlReaderSettings _settings = new()
    {
        // Neither a document's own entities nor another's: no bombs, and nothing is fetched.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads XML from bytes that are UTF-8.</summary>
    /// <returns>Its tree, or null where it is not well-formed.</returns>
    public static XDocument? ReadUtf8(ReadOnlyMemory<byte> body)
    {
        try
        {
            var start = body.Span.IndexOfAnyExcept(" \t\r\n"u8);
            body = body[Math.Max(start, 0)..];
            var bytes = MemoryMarshal.TryGetArray(body, out var array) ? array : body.ToArray();
            using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
            using var reader = XmlReader.Create(stream, _settings);
            using var shallow = new ShallowXmlReader(reader);
            return XDocument.Load(shallow);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Reads XML, mended where it is not well-formed.</summary>
    /// <param name="text">The document.</param>
    /// <param name="mended">What had to be mended, in a few words; null where nothing had.</param>
    /// <exception cref="FormatException">There is no element in it.</exception>
    public static XDocument Read(string text, out string? mended)
    {
        try
        {
            mended = null;
            using var reader = XmlReader.Create(new StringReader(text.TrimStart()), _settings);
            using var shallow = new ShallowXmlReader(reader);
            return XDocument.Load(shallow);
        }
        catch (XmlException)
        {
            return Mend(text, out mended);
        }
    }

    /// <summary>Reads what is no XML.</summary>
    /// <param name="text">The document.</param>
    /// <param name="mended">What had to be mended, in a few words; null where nothing had.</param>
    /// <exception cref="FormatException">There is no element in it.</exception>
    public static XDocument Mend(string text, out string? mended)
    {
        var root = LenientXml.Read(text, out var faults) ?? throw new FormatException("it is neither XML nor JSON");
        mended = faults.Count == 0 ? null : string.Join(", ", faults);
        return new XDocument(root);
    }
}
