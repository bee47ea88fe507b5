using Digest.News;
using MimeKit;
using MimeKit.IO;

namespace Digest.Smtp;

/// <summary>
/// A frozen mail as the message that MailKit sends and MimeKit signs: every header field keeps its bytes and its place,
/// the content is passed on untouched.
/// </summary>
internal sealed class FrozenMessage : MimeMessage
{
    /// <summary>How it goes on the wire.</summary>
    public static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos };

    private readonly FrozenPart _part;

    private FrozenMessage(HeaderList headers, FrozenPart part)
        : base(headers)
    {
        _part = part;
        Body = part;
    }

    /// <summary>True once its content has begun to leave: from then on the server may hold it.</summary>
    public bool Begun => _part.Begun;

    /// <summary>How many bytes it has on the wire, dots not doubled (RFC 1870, 3).</summary>
    public long Size =>
        Headers.Concat(Body!.Headers).Sum(header => header.RawField.Length + 1 + header.RawValue.Length) + 2 + _part.Content.Length;

    /// <summary>Reads a mail's header fields.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="begun">Called when its content begins to leave.</param>
    /// <returns>The message.</returns>
    public static FrozenMessage Of(OutgoingMail mail, Action begun)
    {
        var bytes = mail.ToBytes();
        var split = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 2;
        using var block = new MemoryStream(bytes, 0, split + 2, writable: false);
        var headers = HeaderList.Load(block);
        var part = new FrozenPart(bytes.AsMemory(split + 2), begun);
        part.Headers.Clear();
        foreach (var header in headers.Where(header => header.Field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            headers.Remove(header);
            part.Headers.Add(header);
        }

        return new FrozenMessage(headers, part);
    }

    private sealed class FrozenPart(ReadOnlyMemory<byte> content, Action begun) : MimePart
    {
        public new ReadOnlyMemory<byte> Content => content;

        public bool Begun { get; private set; }

        /// <summary>MimeKit takes this way to hash the content for a signature.</summary>
        public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            base.WriteTo(options, stream, contentOnly, cancellationToken);
            stream.Write(content.Span);
        }

        /// <summary>MailKit takes this way to send it.</summary>
        public override async Task WriteToAsync(
            FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            Begun = true;
            begun();
            await base.WriteToAsync(options, stream, contentOnly, cancellationToken);
            if (stream is FilteredStream doubling)
            {
                // MailKit's filter takes longer over the bytes, one by one, than all else about a message.
                await DoubledDots.WriteAsync(content, doubling.Source, cancellationToken);
                return;
            }

            await stream.WriteAsync(content, cancellationToken);
        }
    }
}
