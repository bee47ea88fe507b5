using System.Collections.Concurrent;

namespace Digest.Tests.Infra;

/// <summary>
/// A clock on which nobody really waits: the waits that a test names are over at once, and have taken as long as they should;
/// all others end when the test says so.
/// </summary>
/// <param name="now">When it begins.</param>
/// <param name="skips">Which waits are over at once; null: none.</param>
public sealed class TrialClock(DateTimeOffset now, Func<TimeSpan, bool>? skips = null) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Wait> _going = [];
    private DateTimeOffset _now = now;
    private bool _endsNext;

    /// <summary>The waits that are over, in order, without those that were given up.</summary>
    public ConcurrentQueue<TimeSpan> Over { get; } = [];

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <summary>Ends every wait that is going on; where there is none, the next one.</summary>
    public void RunOut()
    {
        lock (_lock)
        {
            _endsNext = _going.Count == 0;
            foreach (var wait in _going.ToList())
            {
                End(wait);
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this, () => callback(state));
        wait.Change(dueTime, period);
        return wait;
    }

    private void Begin(Wait wait)
    {
        lock (_lock)
        {
            _going.Remove(wait);
            if (wait.Due == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            _going.Add(wait);
            if (_endsNext || skips?.Invoke(wait.Due) == true)
            {
                _endsNext = false;
                End(wait);
            }
        }
    }

    private void End(Wait wait)
    {
        _going.Remove(wait);
        _now += wait.Due;
        Over.Enqueue(wait.Due);
        ThreadPool.UnsafeQueueUserWorkItem(static callback => callback(), wait.Callback, preferLocal: false);
    }

    private sealed class Wait(TrialClock clock, Action callback) : ITimer
    {
        public Action Callback => callback;

        public TimeSpan Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            clock.Begin(this);
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
