using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Digest.Tests.Infra;

/// <summary>An SMTP server on the loopback that keeps what it gets, and can be told to misbehave at any moment.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;
    private int _connections;

    public SmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What EHLO announces besides STARTTLS and AUTH.</summary>
    public IReadOnlyList<string> Extensions { get; set; } = ["PIPELINING", "SIZE 10000000", "8BITMIME", "ENHANCEDSTATUSCODES"];

    /// <summary>The server's certificate; null: it knows no TLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Whether TLS comes first, as on port 465.</summary>
    public bool ImplicitTls { get; set; }

    /// <summary>Whether the client must show a certificate.</summary>
    public bool WantsClientCertificate { get; set; }

    /// <summary>The AUTH mechanisms offered; none: AUTH is not known.</summary>
    public IReadOnlyList<string> Mechanisms { get; set; } = [];

    public string Username { get; set; } = "digest@example.org";

    public string Password { get; set; } = "opéra";

    /// <summary>What goes wrong, and when; null: nothing does.</summary>
    public Func<SmtpMoment, SmtpFault?> Script { get; set; } = _ => null;

    /// <summary>The messages, in the order of their ends, those included whose answer went wrong.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>Every line that clients said outside messages.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>How many connections there were.</summary>
    public int Connections => _connections;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                _conversations.Add(ServeAsync(socket, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The server is being disposed of, and the listener with it, or is gone already (then it says: not listening).
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        await Task.Yield();
        await using var conversation = new SmtpConversation(this, socket, number, _stop.Token);
        try
        {
            await conversation.RunAsync();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SocketException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client is gone, or doesn't like the certificate, or the server is being disposed of.
        }
    }
}
