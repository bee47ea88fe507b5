namespace Digest.Smtp;

/// <summary>Writes the lines of a message as DATA takes them: one that begins with a dot begins with two (RFC 5321, 4.5.2).</summary>
internal static class DoubledDots
{
    /// <summary>Writes some whole lines.</summary>
    /// <param name="lines">The lines, each ending in CRLF.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellation">Ends the writing.</param>
    /// <returns>When they are written.</returns>
    public static async ValueTask WriteAsync(ReadOnlyMemory<byte> lines, Stream stream, CancellationToken cancellation)
    {
        if (lines.Span.StartsWith("."u8))
        {
            await stream.WriteAsync("."u8.ToArray(), cancellation);
        }

        int end;
        while ((end = lines.Span.IndexOf("\r\n."u8)) >= 0)
        {
            // The dot is written twice: as the end of what comes before it, and as the start of what follows.
            await stream.WriteAsync(lines[..(end + 3)], cancellation);
            lines = lines[(end + 2)..];
        }

        await stream.WriteAsync(lines, cancellation);
    }
}
