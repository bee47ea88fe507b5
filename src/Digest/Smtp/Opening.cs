using System.Net;
using System.Net.Sockets;
using System.Text;
using Digest.News;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Digest.Smtp;

/// <summary>From a connected socket to a session that takes mail: greeting, EHLO, TLS, who we are.</summary>
internal sealed class Opening : IDisposable
{
    /// <summary>From the strongest to the weakest; under TLS the weak ones are no weaker than PLAIN.</summary>
    private static readonly string[] _mechanisms = ["SCRAM-SHA-256", "PLAIN", "LOGIN", "CRAM-MD5"];

    private readonly SmtpOptions _options;

    /// <summary>Takes over a connected socket.</summary>
    /// <param name="options">Which server it leads to.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="abort">Breaks the connection off at once.</param>
    public Opening(SmtpOptions options, Socket socket, CancellationToken abort)
    {
        _options = options;
        Client = new FrozenClient(options.Authority)
        {
            LocalDomain = LocalName.Of(((IPEndPoint)socket.LocalEndPoint!).Address),
        };
        Wire = new Wire(socket, abort) { Patience = options.Timeout, GreetingPatience = options.Timeout * 10 };
    }

    /// <summary>The client that speaks.</summary>
    public FrozenClient Client { get; }

    /// <summary>What it speaks over.</summary>
    public Wire Wire { get; }

    /// <summary>Greets, secures and authenticates.</summary>
    /// <returns>When the server is ready for mail.</returns>
    /// <exception cref="ProblemException">It came to nothing.</exception>
    public async Task RunAsync()
    {
        try
        {
            await Client.ConnectAsync(Wire, _options.Host, _options.Port, _options.Security switch
            {
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.None,
            });
            if (_options.Username is not null)
            {
                await AuthenticateAsync(new NetworkCredential(_options.Username, _options.Password));
            }
        }
        catch (Exception e) when (Explain(e) is { } problem)
        {
            throw new ProblemException(problem with { Where = _options.Where, Cause = Cause(e) }, e);
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        Wire.Dispose();
    }

    private async Task AuthenticateAsync(NetworkCredential credential)
    {
        var offered = Client.AuthenticationMechanisms.ToList();
        var common = _mechanisms.Where(offered.Contains).ToList();
        if (common.Count == 0)
        {
            throw new ProblemException(new Problem(ProblemKind.SmtpNoMechanism, _options.Where, string.Join(' ', offered)));
        }

        try
        {
            await AuthenticateAsync(common[0], credential);
        }
        catch (AuthenticationException e) when (common is [['S', ..], var next, ..] && Refusal(e) is { Final: true })
        {
            // A server may offer SCRAM to everyone and hold its keys for some. One more try: to go through every
            // mechanism there is would look like guessing.
            await AuthenticateAsync(next, credential);
        }
    }

    private Task AuthenticateAsync(string mechanism, NetworkCredential credential)
    {
        Client.AuthenticationMechanisms.Clear();
        Client.AuthenticationMechanisms.Add(mechanism);
        return Client.AuthenticateAsync(Encoding.UTF8, credential);
    }

    private Problem? Explain(Exception exception) => exception switch
    {
        AuthenticationException e => Refused(e) ?? new(ProblemKind.SmtpAuthentication, Subject: e.Message),
        SmtpCommandException e when Reply.Of(e) is { } reply => InStartTls ? new(ProblemKind.SmtpNoStartTls, Subject: reply.Text)
            : reply.Passing ? new(ProblemKind.SmtpBusy, Subject: reply.Text)
            : new(ProblemKind.SmtpUnwilling, Subject: reply.Text),
        NotSupportedException => new(ProblemKind.SmtpNoStartTls),
        SslHandshakeException when Client.Distrust is { } why => new(ProblemKind.SmtpCertificate, Subject: why),
        ProtocolException or IOException or SslHandshakeException or SocketException or ObjectDisposedException => Wire.Heard
            ? new(ProblemKind.SmtpBroken, Subject: Wire.Breakage)
            : new(ProblemKind.SmtpUnreachable, Subject: Wire.Breakage),
        _ => null,
    };

    /// <summary>After EHLO, and before its own certificate was seen, STARTTLS is all there is to refuse.</summary>
    private bool InStartTls =>
        _options.Security == SmtpSecurity.StartTls && Client.Capabilities.HasFlag(SmtpCapabilities.StartTLS) && !Client.Presented;

    private static Problem? Refused(AuthenticationException exception) => Refusal(exception) switch
    {
        null => null,
        { Passing: true } reply => new(ProblemKind.SmtpBusy, Subject: reply.Text),
        var reply => new(ProblemKind.SmtpAuthentication, Subject: reply.Text),
    };

    private static Reply? Refusal(AuthenticationException exception) =>
        exception.InnerException is { } inner ? Reply.Of(inner) : null;

    private static string Cause(Exception exception) => (exception.InnerException ?? exception).Message;
}
