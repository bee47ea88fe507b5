namespace Digest.News;

/// <summary>What came of one attempt to hand over a message.</summary>
public abstract record Outcome;

/// <summary>The server took responsibility: its final 2xx was read.</summary>
/// <param name="Reply">What it said.</param>
public sealed record Accepted(string Reply) : Outcome;

/// <summary>The server said not now (4xx for this message): it stays pending.</summary>
/// <param name="Reply">What it said.</param>
public sealed record Deferred(string Reply) : Outcome;

/// <summary>The server said never (5xx for this recipient or message): the delivery has failed.</summary>
/// <param name="Reply">What it said.</param>
public sealed record Refused(string Reply) : Outcome;

/// <summary>The body went out but no answer was read: it stays pending and goes again as the same bytes.</summary>
/// <param name="Reply">What broke off.</param>
public sealed record InDoubt(string Reply) : Outcome;

/// <summary>Hands messages to whatever takes them: a server, or a file for a preview.</summary>
public interface IMailer
{
    /// <summary>Hands over every message, each one's outcome settled before its connection takes the next.</summary>
    /// <param name="mails">The messages, drawn as they are needed.</param>
    /// <param name="isWanted">Asked again before a message that was drawn earlier is tried once more: it may have been cancelled.</param>
    /// <param name="settle">Called once for each message that was tried; may be called from several threads at once. What it returns is waited for.</param>
    /// <param name="cancellation">Takes no new message once cancelled; one on its way is finished.</param>
    /// <returns>Null where every message was tried; otherwise what stopped the mailing, all the rest being untried.</returns>
    Task<Problem?> DeliverAsync(
        IEnumerable<OutgoingMail> mails, Func<OutgoingMail, bool> isWanted, Func<OutgoingMail, Outcome, Task> settle, CancellationToken cancellation);
}
