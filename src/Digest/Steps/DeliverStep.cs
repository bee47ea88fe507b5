using Digest.News;
using Digest.Storage;

namespace Digest.Steps;

/// <summary>Hands pending deliveries to the mailer and commits each outcome before its connection goes on.</summary>
internal sealed class DeliverStep(Ledger ledger, IMailer mailer, IProgress<RunEvent> watch)
{
    /// <summary>Gives up what has been pending for too long.</summary>
    public void GiveUpLate(DateTimeOffset now)
    {
        foreach (var address in ledger.Expire(now))
        {
            watch.Report(new DeliveryExpired(address));
        }
    }

    /// <summary>Delivers all that is pending, or one edition's alone.</summary>
    /// <returns>False where the server took nothing at all: then there is no use in trying again in this run.</returns>
    public async Task<bool> PendingAsync(DateTimeOffset now, CancellationToken cancellation, long? edition = null)
    {
        var count = ledger.CountPending(edition);
        if (count == 0 || cancellation.IsCancellationRequested)
        {
            return true;
        }

        watch.Report(new DeliverStarted(count));
        var stopped = await mailer.DeliverAsync(ledger.Pending(edition), Settle, cancellation);
        if (stopped is not null)
        {
            watch.Report(new ProblemMet(stopped));
        }

        return stopped is null;

        void Settle(OutgoingMail mail, Outcome outcome)
        {
            ledger.Settle(mail.Delivery, outcome, now);
            watch.Report(new MailDone(mail.Recipient, mail.MessageId, outcome));
        }
    }
}
