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
        var text = FeedText.Decode(body.Span, contentType, out var misdeclared);
        if (text.AsSpan().Trim().IsEmpty)
        {
            throw Problem(ProblemKind.FeedEmpty, address);
        }

        try
        {
            var document = text.AsSpan().TrimStart() is ['{', ..] ? JsonFeeds.Read(text, address) : ReadXml(text, address);
            return misdeclared is null ? document : document with { Mended = document.Mended is null ? misdeclared : $"{misdeclared}, {document.Mended}" };
        }
        catch (FormatException malformed)
        {
            throw FeedPage.Looks(text)
                ? Problem(ProblemKind.FeedIsPage, address, hint: FeedPage.Announced(text, address).FirstOrDefault()?.AbsoluteUri ?? "")
                : Problem(ProblemKind.FeedMalformed, address, malformed.Message);
        }
    }

    private static FeedDocument ReadXml(string text, Uri address)
    {
        var tree = FeedTree.Read(text, out var mended);
        var format = FeedShape.Settle(tree);
        var document = format.StartsWith("atom", StringComparison.Ordinal)
            ? AtomFeeds.Read(tree.Root!, format, address)
            : RssFeeds.Read(tree.Root!, format, address);
        return document with { Mended = mended };
    }

    private static ProblemException Problem(ProblemKind kind, Uri address, string subject = "", string hint = "") =>
        new(new Problem(kind, FeedAddress.Shown(address), subject, hint));
}
