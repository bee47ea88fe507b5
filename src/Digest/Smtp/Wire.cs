using System.Net.Sockets;

namespace Digest.Smtp;

/// <summary>
/// A connection's bytes. What is written waits until something is read, so that each turn of the conversation leaves
/// as few packets as it can; and each turn has one deadline, however slowly its bytes drip in.
/// </summary>
internal sealed class Wire : Stream
{
    /// <summary>No reply of a server in its right mind is longer, a TLS handshake included.</summary>
    private const int LongestTurn = 256 * 1024;

    private const string Closed = "the connection was closed";

    private readonly NetworkStream _network;
    private readonly CancellationTokenRegistration _abort;
    private readonly byte[] _outgoing = new byte[64 * 1024];
    private readonly TimeProvider _clock;
    private CancellationTokenSource _deadline;
    private int _pending;
    private int _turn;
    private bool _turnBegun;

    /// <summary>Takes over a connected socket.</summary>
    /// <param name="socket">The socket; closed with the wire.</param>
    /// <param name="clock">The clock that deadlines go by.</param>
    /// <param name="abort">Breaks the connection off at once.</param>
    public Wire(Socket socket, TimeProvider clock, CancellationToken abort)
    {
        _clock = clock;
        _deadline = NewDeadline();

        // Otherwise every message waits for the peer's delayed acknowledgement.
        socket.NoDelay = true;
        _network = new NetworkStream(socket, ownsSocket: true);
        _abort = abort.UnsafeRegister(static network => ((NetworkStream)network!).Dispose(), _network);
    }

    /// <summary>How long each turn may take, counted anew when the next turn begins.</summary>
    public required TimeSpan Patience { get; set; }

    /// <summary>How long the first turn may take, in which the other side speaks first.</summary>
    public required TimeSpan GreetingPatience { get; init; }

    /// <summary>True once the other side has said anything.</summary>
    public bool Heard { get; private set; }

    /// <summary>What broke the conversation off, as a person reads it.</summary>
    public string Breakage { get; private set; } = "the answer is not SMTP";

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await SendPendingAsync();
        BeginTurn();
        var read = await InTimeAsync(deadline => _network.ReadAsync(buffer, deadline));
        _turn += read;
        Heard |= read > 0;
        if (read == 0)
        {
            Breakage = Closed;
        }

        return _turn <= LongestTurn ? read : throw new IOException("the reply has no end");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        EndTurn();
        while (buffer.Length > 0)
        {
            var taken = Math.Min(buffer.Length, _outgoing.Length - _pending);
            buffer[..taken].CopyTo(_outgoing.AsMemory(_pending));
            _pending += taken;
            buffer = buffer[taken..];
            if (_pending == _outgoing.Length)
            {
                await SendPendingAsync();
                EndTurn();
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _abort.Dispose();
            _network.Dispose();
            _deadline.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask SendPendingAsync()
    {
        if (_pending > 0)
        {
            BeginTurn();
            var sent = _outgoing.AsMemory(0, _pending);
            _pending = 0;
            await InTimeAsync(async deadline =>
            {
                await _network.WriteAsync(sent, deadline);
                return 0;
            });
        }
    }

    private CancellationTokenSource NewDeadline() => new(Timeout.InfiniteTimeSpan, _clock);

    private void BeginTurn()
    {
        if (!_turnBegun)
        {
            _turnBegun = true;
            _turn = 0;
            _deadline.CancelAfter(Heard ? Patience : GreetingPatience);
        }
    }

    private void EndTurn()
    {
        if (_turnBegun)
        {
            _turnBegun = false;
            if (!_deadline.TryReset())
            {
                _deadline.Dispose();
                _deadline = NewDeadline();
            }
        }
    }

    private async ValueTask<int> InTimeAsync(Func<CancellationToken, ValueTask<int>> transfer)
    {
        try
        {
            return await transfer(_deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            Breakage = "no answer in time";
            throw new IOException(Breakage, e);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Breakage = Closed;
            throw new IOException(Breakage, e);
        }
    }
}
