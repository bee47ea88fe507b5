using System.Security.Cryptography;

namespace Digest.Composition;

/// <summary>A picture that goes inside a mail (RFC 2392).</summary>
/// <param name="Type">Its subtype: <c>jpeg</c>, <c>png</c> or <c>gif</c>.</param>
/// <param name="ContentId">Its Content-ID, without angle brackets: from its bytes.</param>
/// <param name="Bytes">The picture.</param>
internal sealed record InlineImage(string Type, string ContentId, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The most bytes that all pictures of a mail take together.</summary>
    public const int TotalBytes = 1_000_000;

    /// <summary>The address by which the page names it.</summary>
    public string Address => $"cid:{ContentId}";

    /// <summary>What was fetched, as a picture: by its first bytes, for what a server calls it proves nothing.</summary>
    /// <param name="bytes">What was fetched.</param>
    /// <returns>The picture; null where it is no JPEG, PNG or GIF.</returns>
    public static InlineImage? From(ReadOnlyMemory<byte> bytes)
    {
        var start = bytes.Span;
        var type = start switch
        {
            _ when start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => "jpeg",
            _ when start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) => "png",
            _ when start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8) => "gif",
            _ => null,
        };
        return type is null ? null : new(type, $"{Convert.ToHexStringLower(SHA256.HashData(start).AsSpan(0, 12))}@digest", bytes);
    }

    /// <summary>Those of the fetched pictures that a mail has room for, in the order given.</summary>
    /// <param name="fetched">What was fetched, by the address that it came from.</param>
    /// <param name="order">The addresses in the order in which the page shows them.</param>
    public static IReadOnlyDictionary<string, InlineImage> Fitting(IReadOnlyDictionary<Uri, ReadOnlyMemory<byte>> fetched, IEnumerable<Uri> order)
    {
        var fitting = new Dictionary<string, InlineImage>(StringComparer.Ordinal);
        var room = TotalBytes;
        foreach (var url in order)
        {
            if (!fitting.ContainsKey(url.AbsoluteUri) && fetched.TryGetValue(url, out var bytes) && bytes.Length <= room && From(bytes) is { } image)
            {
                room -= bytes.Length;
                fitting[url.AbsoluteUri] = image;
            }
        }

        return fitting;
    }
}
