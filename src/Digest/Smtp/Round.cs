using Digest.News;

namespace Digest.Smtp;

/// <summary>One go through the messages that are left, over several connections at once.</summary>
/// <param name="server">Which server.</param>
/// <param name="queue">The messages.</param>
/// <param name="tally">Who hears of outcomes.</param>
/// <param name="pace">How fast they may go.</param>
internal sealed class Round(Server server, MailQueue queue, Tally tally, Pace pace)
{
    // The first connection goes ahead: where it can't be opened, the others would only repeat the failure.
    private readonly TaskCompletionSource<bool> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Problem? _stop;
    private volatile bool _ended;

    /// <summary>Why no message will fare better; null where nothing says so.</summary>
    public Problem? Stop => _stop;

    /// <summary>Why a connection could not be opened; null where each could.</summary>
    public Problem? Trouble { get; private set; }

    /// <summary>Whether the server took anything.</summary>
    public bool Progress { get; private set; }

    /// <summary>Tries messages until there are none, or a reason to stop.</summary>
    /// <param name="cancellation">Takes no new message.</param>
    /// <param name="abort">Breaks every connection off at once.</param>
    /// <returns>When all connections are done.</returns>
    public Task RunAsync(CancellationToken cancellation, CancellationToken abort) =>
        Task.WhenAll(Enumerable.Range(0, Math.Max(1, server.Options.Connections))
            .Select(i => Task.Run(() => RunLaneAsync(ahead: i == 0, cancellation, abort), CancellationToken.None)));

    private async Task RunLaneAsync(bool ahead, CancellationToken cancellation, CancellationToken abort)
    {
        if (!ahead && !await _opened.Task)
        {
            return;
        }

        await using var lane = new Lane(server, () => _opened.TrySetResult(true), cancellation, abort);
        try
        {
            while (await NextAsync(cancellation) is { } mail)
            {
                if (!await GiveAsync(lane, mail))
                {
                    break;
                }
            }
        }
        catch
        {
            // Outcomes can't be kept any more, or messages can't be drawn: the other connections must not go on either.
            _ended = true;
            throw;
        }
        finally
        {
            _opened.TrySetResult(false);
        }
    }

    private async Task<OutgoingMail?> NextAsync(CancellationToken cancellation)
    {
        try
        {
            await pace.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return _ended || _stop is not null || cancellation.IsCancellationRequested ? null : queue.Take();
    }

    /// <summary>Tries one message; false where this connection is of no more use.</summary>
    private async Task<bool> GiveAsync(Lane lane, OutgoingMail mail)
    {
        Attempt attempt;
        try
        {
            attempt = await lane.TryAsync(mail);
        }
        catch (ProblemException e)
        {
            queue.Return(mail);
            Trouble = e.Problems[0];
            return false;
        }

        // Outside the above: an outcome that can't be kept is no trouble with the server, and ends the mailing.
        switch (attempt)
        {
            case Settled { Outcome: var outcome }:
                await SettleAsync(mail, outcome);
                return true;
            case Stopped { Problem: var problem }:
                queue.Return(mail);
                _stop = problem;
                return false;
            default:
                queue.Return(mail);
                return false;
        }
    }

    private async Task SettleAsync(OutgoingMail mail, Outcome outcome)
    {
        Progress |= outcome is Accepted;
        if (await tally.CountAsync(mail, outcome) is { } problem)
        {
            _stop = problem;
        }

        if (outcome is Deferred deferred && !queue.PutOff(mail, deferred))
        {
            await tally.PassOnAsync(mail, deferred);
        }
    }
}
