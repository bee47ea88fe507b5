using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Digest.News;
using MimeKit;
using MimeKit.Utils;

namespace Digest.Composition;

/// <summary>Writes header blocks (RFC 5322, RFC 2369, RFC 2919, RFC 8058, RFC 3834).</summary>
/// <param name="options">What an edition says about its sender.</param>
internal sealed class HeadWriter(ComposerOptions options)
{
    private const string EmptyLine = "\r\n";

    /// <summary>One delivery's header block.</summary>
    /// <inheritdoc cref="Composer.HeadFor"/>
    public Head Write(Edition edition, Mailbox to, DateTimeOffset date, int ordinal, string token)
    {
        var domain = MailAddress.DomainOf(options.From.Address);
        var messageId = $"{LocalId(edition, to, date, ordinal)}@{domain}";
        var name = Clip.OneLine(options.From.Name.Length > 0 ? options.From.Name : options.Title);

        var wire = FormatOptions.Default.Clone();
        wire.NewLineFormat = NewLineFormat.Dos;
        wire.International = IsInternational(options.From) || IsInternational(to);

        using var mail = new MimeMessage();
        mail.Headers.Clear();
        mail.From.Add(new MailboxAddress(Encoding.UTF8, name, MailAddress.InAscii(options.From.Address)));
        mail.To.Add(new MailboxAddress(Encoding.UTF8, Clip.OneLine(to.Name), MailAddress.InAscii(to.Address)));
        mail.Subject = edition.Subject;
        mail.Date = date;
        mail.Headers.Add("Message-ID", $"<{messageId}>");
        mail.Headers.Add("X-Digest-Delivery", $"<{messageId}>");
        mail.Headers.Add(HeaderId.MimeVersion, "1.0");
        mail.Headers.Add(HeaderId.ListId, ListId(domain));
        mail.Headers.Add(HeaderId.ListUnsubscribe, ListUnsubscribe(token));
        if (options.LeaveUrl is not null)
        {
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (options.FeedbackId.Length > 0)
        {
            mail.Headers.Add("Feedback-ID", options.FeedbackId);
        }

        using var written = new MemoryStream();
        mail.Headers.WriteTo(wire, written);
        return new(messageId, written.ToArray().AsMemory(0, (int)written.Length - EmptyLine.Length));
    }

    /// <summary>Says nothing of the address; another delivery or moment gives another.</summary>
    private static string LocalId(Edition edition, Mailbox to, DateTimeOffset date, int ordinal)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{to.Address}|{date.UtcTicks}|{ordinal}");
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(edition.Key), Encoding.UTF8.GetBytes(what));
        return Convert.ToHexStringLower(hash.AsSpan(0, 20));
    }

    /// <summary>A local part that isn't ASCII needs SMTPUTF8 (RFC 6532).</summary>
    private static bool IsInternational(Mailbox mailbox) => !MailAddress.InAscii(mailbox.Address).All(char.IsAscii);

    /// <summary>The name as a phrase: a quoted encoded word would be neither (RFC 2047, 5).</summary>
    private string ListId(string domain)
    {
        var title = Clip.OneLine(options.Title);
        var phrase = Encoding.ASCII.GetString(Rfc2047.EncodePhrase(Encoding.UTF8, title));
        return title.Length > 0 ? $"{phrase} <digest.{domain}>" : $"<digest.{domain}>";
    }

    private string ListUnsubscribe(string token)
    {
        var mailTo = $"<{WebAddress.MailTo(options.LeaveAddress, LeaveSubject.Everything)}>";
        return options.LeaveUrl is { } url ? $"<{url.Replace("{token}", token, StringComparison.Ordinal)}>, {mailTo}" : mailTo;
    }
}
