namespace Digest.Composition;

/// <summary>One delivery's header block.</summary>
/// <param name="MessageId">Its Message-ID, without angle brackets.</param>
/// <param name="Bytes">The headers, each line ending in CRLF, without an empty line at the end.</param>
public sealed record Head(string MessageId, ReadOnlyMemory<byte> Bytes);
