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
    private static readonly string[] _byPassword = ["SCRAM-SHA-256", "PLAIN", "LOGIN", "CRAM-MD5"];

    private static readonly string[] _byToken = ["XOAUTH2", "OAUTHBEARER"];

    private readonly SmtpOptions _options;

    /// <summary>Takes over a connected socket.</summary>
    /// <param name="server">Which server it leads to.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="abort">Breaks the connection off at once.</param>
    public Opening(Server server, Socket socket, CancellationToken abort)
    {
        _options = server.Options;
        Client = new FrozenClient(server.Credentials)
        {
            LocalDomain = LocalName.Of(((IPEndPoint)socket.LocalEndPoint!).Address),
        };

        // Under TLS from the start the greeting is not what is heard first.
        Wire = new Wire(socket, server.Clock, abort)
        {
            GreetingPatience = _options.GreetingTimeout,
            Patience = _options.Security == SmtpSecurity.Tls ? _options.GreetingTimeout : _options.Timeout,
        };
    }

    /// <summary>The client that speaks.</summary>
    public FrozenClient Client { get; }

    /// <summary>What it speaks over.</summary>
    public Wire Wire { get; }

    private SecureSocketOptions Security => _options.Security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    /// <summary>Greets, secures and authenticates.</summary>
    /// <param name="cancellation">Gives up at once.</param>
    /// <returns>When the server is ready for mail.</returns>
    /// <exception cref="ProblemException">It came to nothing.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            // Over a server that keeps silent only closing the wire gets us away at once.
            using var giveUp = cancellation.UnsafeRegister(static wire => ((Wire)wire!).Dispose(), Wire);
            await Client.ConnectAsync(Wire, _options.Host, _options.Port, Security, CancellationToken.None);
            Wire.Patience = _options.Timeout;
            if (_options.Username is { } user)
            {
                await (_options.AccessToken is { } token
                    ? AuthenticateAsync(user, await token(cancellation))
                    : AuthenticateAsync(new NetworkCredential(user, _options.Password)));
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

    private Task AuthenticateAsync(string user, string token) => Known(_byToken)[0] switch
    {
        "XOAUTH2" => Client.AuthenticateAsync(new SaslMechanismOAuth2(user, token)),
        _ => Client.AuthenticateAsync(new SaslMechanismOAuthBearer(user, token)),
    };

    private async Task AuthenticateAsync(NetworkCredential credential)
    {
        var known = Known(_byPassword);
        try
        {
            await AuthenticateAsync(known[0], credential);
        }
        catch (AuthenticationException e) when (known is ["SCRAM-SHA-256", _, ..] && Refusal(e) is { Final: true })
        {
            // A server may offer SCRAM to everyone and hold its keys for some. One more try: to go through every
            // mechanism there is would look like guessing.
            await AuthenticateAsync(known[1], credential);
        }
    }

    /// <summary>Those that the server offers too; at least one.</summary>
    private List<string> Known(string[] ours)
    {
        var theirs = Client.AuthenticationMechanisms;
        return ours.Where(theirs.Contains).ToList() is { Count: > 0 } known
            ? known
            : throw new ProblemException(new Problem(ProblemKind.SmtpNoMechanism, _options.Where, string.Join(' ', theirs.Order())));
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
        SmtpCommandException e when Reply.Of(e) is { } reply => new(
            reply.Passing ? ProblemKind.SmtpBusy : InStartTls ? ProblemKind.SmtpNoStartTls : ProblemKind.SmtpUnwilling,
            Subject: reply.Text),
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
