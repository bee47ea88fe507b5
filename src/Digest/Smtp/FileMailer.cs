using Digest.News;

namespace Digest.Smtp;

/// <summary>
/// Puts each message into a folder as an .eml file, exactly as it would go on the wire: for those without a server, and
/// for trials. A message delivered again replaces its file.
/// </summary>
public sealed class FileMailer : IMailer
{
    private readonly string _folder;
    private readonly Packing _packing;
    private readonly MailFolder _files;

    /// <summary>Readies a mailer; the folder is made when it is needed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="dkim">With what messages are signed; null: with nothing.</param>
    /// <exception cref="ProblemException">The DKIM key can't be used.</exception>
    public FileMailer(string folder, DkimOptions? dkim = null)
    {
        _folder = folder;
        _packing = new Packing(dkim);
        _files = new MailFolder(folder, folder);
    }

    /// <inheritdoc/>
    public Task<Problem?> DeliverAsync(
        IEnumerable<OutgoingMail> mails, Func<OutgoingMail, bool> isWanted, Func<OutgoingMail, Outcome, Task> settle, CancellationToken cancellation) =>
        OneByOne.RunAsync(mails, _folder, mail => _files.PutAsync(Name(mail), _packing.Pack(mail)), settle, cancellation);

    private static string Name(OutgoingMail mail)
    {
        var date = mail.Date.UtcDateTime;
        var recipient = string.Concat(mail.Recipient.Select(c => char.IsLetterOrDigit(c) || c is '@' or '.' or '-' or '+' ? c : '_'));
        return $"{date.Year:D4}{date.Month:D2}{date.Day:D2}T{date.Hour:D2}{date.Minute:D2}-{recipient}-{MailFolder.Mark(mail)}.eml";
    }
}
