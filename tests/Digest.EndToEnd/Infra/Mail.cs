using MimeKit;

namespace Digest.EndToEnd.Infra;

/// <summary>What a reader sees of a message.</summary>
internal sealed record Mail(string Id, string Subject, string From, string To, string Text, string Html)
{
    public static Mail Read(ReadOnlyMemory<byte> bytes)
    {
        using var stream = new MemoryStream(bytes.ToArray());
        using var message = MimeMessage.Load(stream);
        return new Mail(message.MessageId!, message.Subject!, message.From.ToString(), message.To.ToString(), message.TextBody!, message.HtmlBody!);
    }

    /// <summary>The text with its lines put together, so that titles can be found in it.</summary>
    public string OneLine => string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
