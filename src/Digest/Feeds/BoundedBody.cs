namespace Digest.Feeds;

/// <summary>Reads a body that may be longer than anyone wants.</summary>
internal static class BoundedBody
{
    private const int First = 64 * 1024;

    /// <summary>Reads a stream to its end, and no further than a limit.</summary>
    /// <returns>All its bytes, or null where there are more than <paramref name="limit"/>.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, long limit, CancellationToken cancellation)
    {
        var bytes = new byte[First];
        var length = 0;
        while (true)
        {
            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, checked(bytes.Length * 2));
            }

            var read = await stream.ReadAsync(bytes.AsMemory(length), cancellation);
            length += read;
            if (length > limit)
            {
                return null;
            }

            if (read == 0)
            {
                return bytes.AsMemory(0, length);
            }
        }
    }
}
