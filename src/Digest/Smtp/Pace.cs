namespace Digest.Smtp;

/// <summary>Spaces messages evenly, so that no minute has more of them than it may.</summary>
/// <param name="perMinute">How many at most; 0: no limit.</param>
/// <param name="clock">The clock.</param>
internal sealed class Pace(int perMinute, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _step = perMinute > 0 ? TimeSpan.FromMinutes(1) / perMinute : TimeSpan.Zero;
    private DateTimeOffset _next = clock.GetUtcNow();

    /// <summary>Waits until another message may go.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>When it may.</returns>
    public Task WaitAsync(CancellationToken cancellation)
    {
        if (_step == TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            var now = clock.GetUtcNow();

            // A clock that was set back must not hold the mail until it has caught up.
            var mine = _next > now && _next - now <= _step * Math.Max(perMinute, 1) ? _next : now;
            _next = mine + _step;
            return mine > now ? Task.Delay(mine - now, clock, cancellation) : Task.CompletedTask;
        }
    }
}
