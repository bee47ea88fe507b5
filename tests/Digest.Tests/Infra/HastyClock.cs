namespace Digest.Tests.Infra;

/// <summary>A clock on which every wait is over at once; it keeps what was waited for.</summary>
public sealed class HastyClock : TimeProvider
{
    /// <summary>Every wait, in the order in which they began.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
