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

    /// <summary>
    /// What a scheduled run delivers: all but the one-offs that another process is sending. Those that a process has left
    /// behind when it was killed it takes over.
    /// </summary>
    public Share ARunsShare()
    {
        // In this order: a one-off that is frozen after the first line is another process's, whatever the second says.
        var last = ledger.LastOneOff();
        return RunLock.IsNoOneOff(ledger.Path) ? Share.All with { LastOneOff = last } : Share.All with { LastOneOff = 0 };
    }

    /// <summary>Delivers a share of what is pending.</summary>
    /// <returns>False where something stopped the mailing: then there is no use in trying again in this run.</returns>
    public async Task<bool> PendingAsync(Share share, DateTimeOffset now, CancellationToken cancellation)
    {
        var count = ledger.CountPending(share);
        if (count == 0 || cancellation.IsCancellationRequested)
        {
            return true;
        }

        watch.Report(new DeliverStarted(count));
        var stopped = await mailer.DeliverAsync(ledger.Pending(share), mail => ledger.IsPending(mail.Delivery), SettleAsync, cancellation);
        if (stopped is not null)
        {
            watch.Report(new ProblemMet(stopped));
        }

        return stopped is null;

        async Task SettleAsync(OutgoingMail mail, Outcome outcome)
        {
            var settlement = await ledger.SettleAsync(mail.Delivery, outcome, now);
            watch.Report(new MailDone(mail.Recipient, mail.MessageId, outcome, settlement.IsNew));
            if (settlement.IsSuspension)
            {
                watch.Report(new ProblemMet(new Problem(ProblemKind.SubscriberSuspended, Subject: mail.Recipient)));
            }
        }
    }
}
