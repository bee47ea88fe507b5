namespace Digest.News;

/// <summary>One composed digest, encoded once and then frozen.</summary>
public sealed record Edition
{
    /// <summary>A hash of everything it was made from, in hexadecimal: equal lineups at one moment make one edition.</summary>
    public required string Key { get; init; }

    /// <summary>The subject, as text.</summary>
    public required string Subject { get; init; }

    /// <summary>
    /// The MIME entity as it goes on the wire (RFC 2045), CRLF line ends, from its own Content-Type header onwards:
    /// a message is a delivery's header block followed by this.
    /// </summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Where in the body each character of the unsubscribe token goes: a multiple of <see cref="Token.Length"/> offsets,
    /// token after token; empty where the body holds none.
    /// </summary>
    public IReadOnlyList<int> TokenAt { get; init; } = [];
}

/// <summary>The unsubscribe token: what names a subscriber to the address behind <c>unsubscribe.url</c>.</summary>
public static class Token
{
    /// <summary>Characters in every token.</summary>
    public const int Length = 32;

    /// <summary>What stands in a frozen body where the token goes; no feed can say it by chance, being as long and as odd.</summary>
    public const string Placeholder = "0TOKEN0TOKEN0TOKEN0TOKEN0TOKEN00";
}

/// <summary>A message ready for the wire: one delivery's header block, and its edition's body.</summary>
/// <param name="Delivery">The ledger's number for the delivery.</param>
/// <param name="Sender">The envelope sender's address.</param>
/// <param name="Recipient">The envelope recipient's address.</param>
/// <param name="MessageId">Its Message-ID, without angle brackets.</param>
/// <param name="Date">The moment in its Date header: a signature carries the same.</param>
/// <param name="Head">The header block as frozen, each line ending in CRLF, without an empty line at the end.</param>
/// <param name="Edition">The edition whose body follows.</param>
/// <param name="TokenText">The subscriber's token.</param>
public sealed record OutgoingMail(
    long Delivery, string Sender, string Recipient, string MessageId, DateTimeOffset Date,
    ReadOnlyMemory<byte> Head, Edition Edition, string TokenText)
{
    /// <summary>The whole message as it goes on the wire: header block, then body with the token written over its placeholder.</summary>
    /// <returns>A new array, CRLF line ends, not dot-stuffed.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[Head.Length + Edition.Body.Length];
        Head.CopyTo(bytes);
        Edition.Body.CopyTo(bytes.AsMemory(Head.Length));
        for (var i = 0; i < Edition.TokenAt.Count; i++)
        {
            bytes[Head.Length + Edition.TokenAt[i]] = (byte)TokenText[i % Token.Length];
        }

        return bytes;
    }
}
