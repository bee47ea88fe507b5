using Digest.Composition;
using Digest.Feeds;
using Digest.News;
using Digest.Steps;
using Digest.Storage;

namespace Digest;

/// <summary>The whole story: gather, freeze, deliver. Every command that mails or previews is one of its methods.</summary>
public sealed class DailyRun
{
    private readonly Ledger _ledger;
    private readonly RunPlan _plan;
    private readonly Minutes _minutes;
    private readonly GatherStep _gather;
    private readonly DeliverStep _deliver;
    private readonly Func<FreezeStep> _freeze;
    private Share? _share;

    /// <summary>Puts the stages together.</summary>
    /// <param name="ledger">What is remembered; a scratch copy of it for a preview.</param>
    /// <param name="fetcher">Where the news comes from.</param>
    /// <param name="composer">What makes editions of it.</param>
    /// <param name="mailer">Who takes them: a server, or a file for a preview.</param>
    /// <param name="plan">What it is all for.</param>
    /// <param name="watch">Who hears of it while it happens.</param>
    public DailyRun(Ledger ledger, FeedFetcher fetcher, Composer composer, IMailer mailer, RunPlan plan, IProgress<RunEvent> watch)
    {
        _ledger = ledger;
        _plan = plan;
        _minutes = new Minutes(watch);
        _gather = new GatherStep(ledger, fetcher, _minutes);
        _deliver = new DeliverStep(ledger, mailer, _minutes);
        var pictures = new Pictures(fetcher);
        _freeze = () => new FreezeStep(ledger, composer, pictures, plan, _minutes);
    }

    /// <summary>The scheduled run: delivers what is pending, gathers, freezes for those who are due, delivers.</summary>
    /// <param name="cancellation">Ends it early, with everything frozen still pending.</param>
    /// <returns>What it did.</returns>
    public Task<RunReport> RunAsync(CancellationToken cancellation) => Recorded("run", async () =>
    {
        var readership = Readership.Of(_ledger, _plan);
        _deliver.GiveUpLate(_plan.Now);
        var share = _deliver.ARunsShare();
        var isServerThere = await _deliver.PendingAsync(share, _plan.Now, cancellation);
        var couldRead = await _gather.FromAsync(_plan.Topics, _plan.Now, cancellation);
        await _freeze().ForThoseDueAsync(readership, couldRead, cancellation);
        if (isServerThere)
        {
            await _deliver.PendingAsync(share, _plan.Now, cancellation);
        }

        _ledger.Prune(_plan.Now);
    }, cancellation);

    /// <summary>A one-off: gathers, freezes one edition, delivers that one alone.</summary>
    /// <param name="oneOff">The edition and its recipients.</param>
    /// <param name="cancellation">Ends it early, with everything frozen still pending.</param>
    /// <returns>What it did.</returns>
    public Task<RunReport> SendAsync(OneOff oneOff, CancellationToken cancellation) => Recorded("send", async () =>
    {
        await _gather.FromAsync(oneOff.Topics, _plan.Now, cancellation);
        await DeliverAsync(await _freeze().ForOneOffAsync(oneOff, cancellation), cancellation);
    }, cancellation);

    /// <summary>Sends an edition again, as it was frozen, under new Message-IDs.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="to">To whom.</param>
    /// <param name="cancellation">Ends it early, with everything frozen still pending.</param>
    /// <returns>What it did.</returns>
    public Task<RunReport> ResendAsync(Edition edition, IReadOnlyList<Mailbox> to, CancellationToken cancellation) =>
        Recorded("resend", () => DeliverAsync(_freeze().Again(edition, to), cancellation), cancellation);

    /// <summary>The dry run, on a scratch ledger: the edition that a run would now send, whether or not it is due.</summary>
    /// <param name="reader">Whose: an address of the configuration's or the ledger's; null for <paramref name="madeUp"/>.</param>
    /// <param name="madeUp">A reader who follows from today.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What it did.</returns>
    public Task<RunReport> PreviewAsync(string? reader, Reader? madeUp, CancellationToken cancellation) => Told("preview", async () =>
    {
        var standing = madeUp is not null ? new Standing(madeUp, null) : Readership.Of(_ledger, _plan).At(reader!)
            ?? throw new ProblemException(new Problem(ProblemKind.UnknownSubscriber, Subject: reader!));
        if (!standing.IsReachable)
        {
            throw new ProblemException(new Problem(standing.Enrolled!.LeftAt is null ? ProblemKind.SubscriberSuspended : ProblemKind.SubscriberLeft, Subject: reader!));
        }

        _deliver.GiveUpLate(_plan.Now);
        await _gather.FromAsync(_plan.Topics, _plan.Now, cancellation);
        await DeliverAsync(await _freeze().AsIfDueAsync(standing, cancellation), cancellation);
    }, cancellation);

    /// <summary>Gathers, and sends nothing.</summary>
    /// <param name="cancellation">Ends it early; what was fetched stays.</param>
    /// <returns>What it did.</returns>
    public Task<RunReport> FetchAsync(CancellationToken cancellation) =>
        Recorded("fetch", () => _gather.FromAsync(_plan.Topics, _plan.Now, cancellation), cancellation);

    private Task<bool> DeliverAsync(FrozenEdition? frozen, CancellationToken cancellation)
    {
        _share = frozen is null ? Share.None : Share.Of(frozen);
        return _deliver.PendingAsync(_share, _plan.Now, cancellation);
    }

    private async Task<RunReport> Recorded(string command, Func<Task> work, CancellationToken cancellation)
    {
        var run = _ledger.BeginRun(command, _plan.IsTrial, _plan.Now);
        try
        {
            var report = await Told(command, work, cancellation);
            _ledger.EndRun(run, report.Result.ToString(), _plan.Now);
            return report;
        }
        catch (ProblemException e) when (e.Problems[0].Kind is ProblemKind.SubscriberInBoth or ProblemKind.TemplateFailed)
        {
            _ledger.EndRun(run, "Failed", _plan.Now);
            throw;
        }
    }

    private async Task<RunReport> Told(string command, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was done is committed, and what was not is pending: the report says so.
        }

        return _minutes.ToReport(command, _plan, _ledger.CountPending(_share), cancellation.IsCancellationRequested);
    }
}
