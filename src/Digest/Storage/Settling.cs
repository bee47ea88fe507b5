using Digest.News;

namespace Digest.Storage;

/// <summary>One outcome that waits to be committed.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Now">The moment.</param>
internal sealed record Settling(long Delivery, Outcome Outcome, DateTimeOffset Now)
{
    /// <summary>Completed once the outcome is on the disk.</summary>
    public TaskCompletionSource<Settlement> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// Commits outcomes as they arrive, those together that have arrived by the time the disk is done with the ones before: a
/// disk that takes its time over each is waited for once, and no connection's thread waits at all.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly Action<IReadOnlyList<Settling>> _commit;
    private readonly AutoResetEvent _arrived = new(false);
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private List<Settling> _waiting = [];
    private bool _isEnding;

    /// <summary>Begins to wait for outcomes.</summary>
    /// <param name="commit">Commits some outcomes, and completes each.</param>
    public GroupCommit(Action<IReadOnlyList<Settling>> commit)
    {
        _commit = commit;
        _thread = new Thread(Work) { IsBackground = true, Name = "settling" };
        _thread.Start();
    }

    /// <summary>Hands an outcome over.</summary>
    public Task<Settlement> Add(Settling settling)
    {
        lock (_gate)
        {
            _waiting.Add(settling);
        }

        _arrived.Set();
        return settling.Done.Task;
    }

    /// <summary>Ends once all that has arrived is committed.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isEnding = true;
        }

        _arrived.Set();
        _thread.Join();
        _arrived.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            _arrived.WaitOne();
            List<Settling> together;
            bool isEnding;
            lock (_gate)
            {
                (together, _waiting, isEnding) = (_waiting, [], _isEnding);
            }

            if (together.Count > 0)
            {
                _commit(together);
            }

            if (isEnding)
            {
                return;
            }
        }
    }
}
