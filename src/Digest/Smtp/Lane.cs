using Digest.News;

namespace Digest.Smtp;

/// <summary>One connection's place in the pool: a session, opened when there is a message for it, and again when it is lost.</summary>
/// <param name="server">Which server.</param>
/// <param name="opened">Called whenever a session was opened.</param>
/// <param name="cancellation">Opens no new session.</param>
/// <param name="abort">Breaks the session off at once.</param>
internal sealed class Lane(Server server, Action opened, CancellationToken cancellation, CancellationToken abort) : IAsyncDisposable
{
    private Session? _session;

    /// <summary>Tries a message, once more over a new session where the first was lost before the server had any of it.</summary>
    /// <param name="mail">The message.</param>
    /// <returns>What came of it; <see cref="Lost"/> only where the mailing is being broken off.</returns>
    /// <exception cref="ProblemException">No session can be opened.</exception>
    public async Task<Attempt> TryAsync(OutgoingMail mail)
    {
        try
        {
            var attempt = await TryOnceAsync(mail);
            if (attempt is Lost && !abort.IsCancellationRequested)
            {
                attempt = await TryOnceAsync(mail);
            }

            // The server lets us in and breaks off over this message: that is no reason to keep it from the others.
            return attempt is Lost lost && !abort.IsCancellationRequested ? new Settled(new Deferred(lost.Why)) : attempt;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new Lost("cancelled");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.QuitAsync();
            _session.Dispose();
        }
    }

    private async Task<Attempt> TryOnceAsync(OutgoingMail mail)
    {
        if (_session is not { Alive: true })
        {
            _session?.Dispose();
            _session = null;
            _session = await Session.OpenAsync(server, cancellation, abort);
            opened();
        }

        return await _session.SendAsync(mail);
    }
}
