using Digest.News;

namespace Digest.Smtp;

/// <summary>Hands messages to an SMTP server (RFC 5321), byte for byte as they were frozen.</summary>
public sealed class SmtpMailer : IMailer
{
    /// <summary>How long after cancelling a message on its way may take to arrive.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(10);

    private readonly Server _server;

    /// <summary>Readies a mailer; nothing is connected yet.</summary>
    /// <param name="options">Which server, and how to speak with it.</param>
    /// <param name="clock">The clock that patience, pauses and the rate limit go by.</param>
    /// <exception cref="ProblemException">A key or certificate can't be used.</exception>
    public SmtpMailer(SmtpOptions options, TimeProvider clock) => _server = new Server(options, Credentials.Read(options), clock);

    /// <summary>
    /// Hands over every message over a few connections. A message that the server puts off is tried again after growing
    /// pauses, and its outcome settled after the last; refusals are settled once the server has accepted anything, or at
    /// the end. A failure of connection, TLS, authentication or sender, and twenty refusals without one acceptance,
    /// stop the mailing, and fail no delivery.
    /// </summary>
    /// <inheritdoc/>
    public async Task<Problem?> DeliverAsync(
        IEnumerable<OutgoingMail> mails, Func<OutgoingMail, bool> isWanted, Func<OutgoingMail, Outcome, Task> settle, CancellationToken cancellation)
    {
        using var queue = new MailQueue(mails, isWanted);
        var tally = new Tally(_server.Options.Where, settle);
        var problem = await RunAsync(queue, tally, cancellation);
        foreach (var (mail, outcome) in queue.TakePutOff())
        {
            await tally.PassOnAsync(mail, outcome);
        }

        if (problem is null)
        {
            await tally.CloseAsync();
        }

        return problem;
    }

    /// <summary>Connects, secures, authenticates and takes leave again, without sending anything.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Why it came to nothing; null where the server lets us in.</returns>
    public async Task<Problem?> TryAsync(CancellationToken cancellation)
    {
        try
        {
            using var session = await Session.OpenAsync(_server, cancellation, CancellationToken.None);
            await session.QuitAsync();
            return null;
        }
        catch (ProblemException e)
        {
            return e.Problems[0];
        }
    }

    private async Task<Problem?> RunAsync(MailQueue queue, Tally tally, CancellationToken cancellation)
    {
        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _server.Clock);
        using var grace = cancellation.UnsafeRegister(_ => abort.CancelAfter(_grace), null);
        var pace = new Pace(_server.Options.MaxPerMinute, _server.Clock);
        var pauses = new Queue<TimeSpan>(_server.Options.Pauses);
        while (true)
        {
            var round = new Round(_server, queue, tally, pace);
            await round.RunAsync(cancellation, abort.Token);
            var left = queue.AnyLeft();
            var problem = round.Stop ?? (left ? round.Trouble : null);
            var passing = problem is null or { Kind: ProblemKind.SmtpBusy }
                || (problem.Kind == ProblemKind.SmtpRefusesAll && tally.OnlyPutOff);
            if (cancellation.IsCancellationRequested || (!left && !queue.AnyPutOff))
            {
                return cancellation.IsCancellationRequested ? null : problem;
            }

            // A server that took mail until a moment ago is worth another connection at once.
            if (left && round.Stop is null && round.Progress)
            {
                continue;
            }

            if (!passing)
            {
                return problem;
            }

            if (!pauses.TryDequeue(out var pause) || !await WaitAsync(pause, cancellation))
            {
                return cancellation.IsCancellationRequested ? null : problem;
            }

            queue.TryPutOffAgain();
            tally.BeginRound();
        }
    }

    private async Task<bool> WaitAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, _server.Clock, cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
