using MimeKit;

namespace Digest.Composition;

/// <summary>What a mail program makes of a message: for previews.</summary>
/// <param name="Subject">The subject, decoded.</param>
/// <param name="Html">The HTML part, decoded; null where there is none.</param>
/// <param name="Text">The plain part, decoded; null where there is none.</param>
public sealed record MailParts(string Subject, string? Html, string? Text)
{
    /// <summary>Decodes a message as it goes on the wire.</summary>
    /// <param name="message">Header block and body.</param>
    /// <returns>Its subject and its two parts, line ends as LF.</returns>
    public static MailParts Read(byte[] message)
    {
        using var stream = new MemoryStream(message, writable: false);
        using var mail = MimeMessage.Load(stream);
        return new(mail.Subject ?? "", WithLineFeeds(mail.HtmlBody), WithLineFeeds(mail.TextBody));
    }

    private static string? WithLineFeeds(string? text) => text?.ReplaceLineEndings("\n");
}
