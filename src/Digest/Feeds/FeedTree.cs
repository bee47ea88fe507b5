using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>Text to a well-formed tree: strictly first, mended where that fails.</summary>
internal static partial class FeedTree
{
    private static readonly XmlReaderSettings _settings = new()
    {
        // Neither a document's own entities nor another's: no bombs, and nothing is fetched.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads XML.</summary>
    /// <param name="text">The document.</param>
    /// <param name="mended">What had to be mended, in a few words; null where nothing had.</param>
    /// <exception cref="FormatException">It can't be read, not even mended.</exception>
    public static XDocument Read(string text, out string? mended)
    {
        try
        {
            mended = null;
            return Load(text);
        }
        catch (XmlException strict)
        {
            mended = strict.Message;
            try
            {
                return Load(Mend(text));
            }
            catch (XmlException hopeless)
            {
                throw new FormatException(hopeless.Message, hopeless);
            }
        }
    }

    private static XDocument Load(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), _settings);
        return XDocument.Load(reader);
    }

    private static string Mend(string text)
    {
        var start = text.IndexOf('<', StringComparison.Ordinal);
        var kept = ControlPattern().Replace(start > 0 ? text[start..] : text, "");
        return AmpersandPattern().Replace(kept, match => PlainText.Entity(match.ValueSpan[1..]) is { } character
            ? SecurityElementEscape(character)
            : $"&amp;{match.Value[1..]}");
    }

    private static string SecurityElementEscape(string character) => character is "<" or ">" or "&" ? $"&#{(int)character[0]};" : character;

    [GeneratedRegex("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]")]
    private static partial Regex ControlPattern();

    [GeneratedRegex("&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)(?:[A-Za-z0-9]+;)?")]
    private static partial Regex AmpersandPattern();
}
