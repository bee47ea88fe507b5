using System.Text;
using Digest.News;

namespace Digest.Smtp;

/// <summary>
/// Puts each message into a maildir, as a delivery agent does: line ends of this system, and the envelope in front
/// (RFC 5321, 4.4). A message delivered again replaces its file as long as no reader has taken it.
/// </summary>
public sealed class MaildirMailer : IMailer
{
    private readonly string _folder;
    private readonly Packing _packing;
    private readonly MailFolder _files;

    /// <summary>Readies a mailer; the maildir's three folders are made when they are needed.</summary>
    /// <param name="folder">The maildir: where <c>cur</c>, <c>new</c> and <c>tmp</c> are.</param>
    /// <param name="dkim">With what messages are signed; null: with nothing.</param>
    /// <exception cref="ProblemException">The DKIM key can't be used.</exception>
    public MaildirMailer(string folder, DkimOptions? dkim = null)
    {
        _folder = folder;
        _packing = new Packing(dkim);
        _files = new MailFolder(Path.Combine(folder, "tmp"), Path.Combine(folder, "new"));
    }

    /// <inheritdoc/>
    public Task<Problem?> DeliverAsync(
        IEnumerable<OutgoingMail> mails, Func<OutgoingMail, bool> isWanted, Func<OutgoingMail, Outcome, Task> settle, CancellationToken cancellation) =>
        OneByOne.RunAsync(mails, _folder, PutAsync, settle, cancellation);

    private async Task<Attempt> PutAsync(OutgoingMail mail)
    {
        if (Envelope.Of(mail.Sender) is null || Envelope.Of(mail.Recipient) is null)
        {
            return new Settled(new Refused($"{mail.Sender} or {mail.Recipient} is no address"));
        }

        var name = $"{mail.Date.ToUnixTimeSeconds()}.{MailFolder.Mark(mail)}.digest";
        var envelope = Encoding.UTF8.GetBytes($"Return-Path: <{mail.Sender}>\nDelivered-To: {mail.Recipient}\n");
        var put = await _files.PutAsync(name, (byte[])[.. envelope, .. Packing.WithoutReturns(_packing.Pack(mail))]);
        if (put is Settled)
        {
            Directory.CreateDirectory(Path.Combine(_folder, "cur"));
        }

        return put;
    }
}
