using System.Xml.Linq;
using Digest.News;

namespace Digest.Feeds;

/// <summary>
/// Reads a feed's bytes: to text, to a well-formed tree, to the shape that the parser knows best, to stories.
/// The format goes by what is there, whatever the server calls it.
/// </summary>
public static class FeedParser
{
    /// <summary>Reads a feed's document: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, CDF, JSON Feed.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="contentType">The Content-Type that came with it, or null.</param>
    /// <param name="address">Where it came from; relative links are resolved against it.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="ProblemException">
    /// <see cref="ProblemKind.FeedEmpty"/>, <see cref="ProblemKind.FeedIsPage"/> or <see cref="ProblemKind.FeedMalformed"/>.
    /// </exception>
    public static FeedDocument Parse(ReadOnlyMemory<byte> body, string? contentType, Uri address)
    {
        try
        {
            // Nearly every feed is sound XML in UTF-8, and need never become one long string.
            var isUtf8 = FeedText.IsUtf8(body.Span, contentType);
            return isUtf8 && FeedTree.ReadUtf8(body) is { } sound
                ? Read(sound, address)
                : ReadText(FeedText.Decode(body.Span, contentType, out var misdeclared), misdeclared, isBroken: isUtf8, address);
        }
        catch (FormatException malformed)
        {
            var text = FeedText.Decode(body.Span, contentType, out _);
            throw FeedPage.Looks(text)
                ? Problem(ProblemKind.FeedIsPage, address, hint: FeedPage.Announced(text, address).FirstOrDefault()?.AbsoluteUri ?? "")
                : Problem(ProblemKind.FeedMalformed, address, malformed.Message);
        }
    }

    private static FeedDocument ReadText(string text, string? misdeclared, bool isBroken, Uri address)
    {
        var trimmed = text.AsSpan().TrimStart();
        if (trimmed.IsEmpty)
        {
            throw Problem(ProblemKind.FeedEmpty, address);
        }

        string? mended = null;
        var document = trimmed[0] == '{' ? JsonFeeds.Read(text, address)
            : Read(isBroken ? FeedTree.Mend(text, out mended) : FeedTree.Read(text, out mended), address);
        var faults = string.Join(", ", ((string?[])[misdeclared, mended, document.Mended]).OfType<string>());
        return document with { Mended = faults.Length > 0 ? faults : null };
    }

    private static FeedDocument Read(XDocument tree, Uri address)
    {
        var format = FeedShape.Settle(tree, out var hasMore);
        var document = format.StartsWith("atom", StringComparison.Ordinal)
            ? AtomFeeds.Read(tree.Root!, format, address)
            : RssFeeds.Read(tree.Root!, format, address);
        return hasMore ? document with { Mended = FeedLimits.OnlyFirst } : document;
    }

    private static ProblemException Problem(ProblemKind kind, Uri address, string subject = "", string hint = "") =>
        new(new Problem(kind, FeedAddress.Shown(address), subject, hint));
}
