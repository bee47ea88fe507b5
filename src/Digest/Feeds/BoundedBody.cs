namespace Digest.Feeds;

/// <summary>Reads a body that may be longer than anyone wants, and may never end.</summary>
internal static class BoundedBody
{
    private const int FirstLength = 64 * 1024;

    /// <summary>How long a body may stand still.</summary>
    public static TimeSpan Stall { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads a stream to its end, and no further than a limit.</summary>
    /// <returns>All its bytes, or null where there are more than <paramref name="limit"/>.</returns>
    /// <exception cref="TimeoutException">It stood still for longer than <see cref="Stall"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, long limit, CancellationToken cancellation)
    {
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var bytes = new byte[Math.Min(FirstLength, limit + 1)];
        var length = 0;
        while (true)
        {
            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(Math.Min(bytes.Length * 2L, limit + 1), Array.MaxLength));
            }

            int read;
            try
            {
                stalled.CancelAfter(Stall);
                read = await stream.ReadAsync(bytes.AsMemory(length), stalled.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException("the body stood still");
            }

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
