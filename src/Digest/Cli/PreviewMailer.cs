using Digest.News;

namespace Digest.Cli;

/// <summary>Stands in for the server in a preview: keeps the message for a file.</summary>
internal sealed class PreviewMailer : IMailer
{
    /// <summary>The message, or null where there was none.</summary>
    public OutgoingMail? Mail { get; private set; }

    /// <inheritdoc/>
    public async Task<Problem?> DeliverAsync(
        IEnumerable<OutgoingMail> mails, Func<OutgoingMail, bool> isWanted, Func<OutgoingMail, Outcome, Task> settle, CancellationToken cancellation)
    {
        foreach (var mail in mails)
        {
            Mail = mail;
            await settle(mail, new Accepted("preview"));
        }

        return null;
    }
}

/// <summary>For commands that send nothing.</summary>
internal sealed class NoMailer : IMailer
{
    /// <inheritdoc/>
    public Task<Problem?> DeliverAsync(
        IEnumerable<OutgoingMail> mails, Func<OutgoingMail, bool> isWanted, Func<OutgoingMail, Outcome, Task> settle, CancellationToken cancellation) =>
        throw new InvalidOperationException("this command sends nothing");
}
