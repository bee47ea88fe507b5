using System.Net.Sockets;
using Digest.News;
using MailKit;
using MailKit.Net.Smtp;

namespace Digest.Smtp;

/// <summary>A connection that takes mail, one message after the other.</summary>
internal sealed class Session : IDisposable
{
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(5);

    private readonly SmtpOptions _options;
    private readonly Opening _opening;
    private readonly DkimSeal? _seal;
    private bool _dropped;
    private bool _used;

    private Session(Server server, Opening opening)
    {
        _options = server.Options;
        _opening = opening;
        _seal = DkimSeal.For(server.Options.Dkim, server.Credentials.Key);
    }

    /// <summary>Whether it takes another message.</summary>
    public bool Alive => !_dropped && _opening.Client.IsConnected;

    /// <summary>Connects, secures and authenticates.</summary>
    /// <param name="server">Which server.</param>
    /// <param name="cancellation">Gives up while nothing has been said.</param>
    /// <param name="abort">Breaks the connection off at once, whatever it is doing.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ProblemException">It came to nothing.</exception>
    public static async Task<Session> OpenAsync(Server server, CancellationToken cancellation, CancellationToken abort)
    {
        Socket? socket = null;
        Opening? opening = null;
        try
        {
            socket = await Dialling.DialAsync(server, cancellation);
            opening = new Opening(server, socket, abort);
            await opening.RunAsync(cancellation);
            var session = new Session(server, opening);
            socket = null;
            opening = null;
            return session;
        }
        finally
        {
            opening?.Dispose();
            socket?.Dispose();
        }
    }

    /// <summary>Hands over one message. It can't be cancelled: a cancelled message may have been taken all the same.</summary>
    /// <param name="mail">The message.</param>
    /// <returns>What came of it.</returns>
    public async Task<Attempt> SendAsync(OutgoingMail mail)
    {
        if (Envelope.Of(mail.Sender) is not { } sender)
        {
            return new Stopped(new Problem(ProblemKind.SmtpSender, _options.Where, $"{mail.Sender} is no address"));
        }

        if (Envelope.Of(mail.Recipient) is not { } recipient)
        {
            return new Settled(new Refused($"{mail.Recipient} is no address"));
        }

        if (recipient.IsInternational && !_opening.Client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            return new Settled(new Refused($"{_options.Where} has no SMTPUTF8, which {mail.Recipient} needs"));
        }

        using var message = FrozenMessage.Of(mail, () => _opening.Wire.Patience = _options.FinalTimeout);
        _seal?.Seal(message, mail.Date);
        try
        {
            var reply = await _opening.Client.SendAsync(FrozenMessage.Format, message, sender, [recipient], CancellationToken.None);
            _used = true;
            return new Settled(new Accepted(Reply.Line((int)SmtpStatusCode.Ok, reply)));
        }
        catch (Exception e) when (e is CommandException or ProtocolException or ServiceNotAuthenticatedException
            or ServiceNotConnectedException or IOException or SocketException or ObjectDisposedException)
        {
            return Judge(e, Reply.Of(e), message.Begun);
        }
        finally
        {
            _opening.Wire.Patience = _options.Timeout;
        }
    }

    /// <summary>Takes its leave, without caring for the answer.</summary>
    /// <returns>When that is done.</returns>
    public async Task QuitAsync()
    {
        if (Alive)
        {
            _opening.Wire.Patience = _options.Timeout < _farewell ? _options.Timeout : _farewell;
            await _opening.Client.DisconnectAsync(quit: true, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _dropped = true;
        _seal?.Dispose();
        _opening.Dispose();
    }

    private Attempt Judge(Exception exception, Reply? reply, bool begun)
    {
        _dropped |= reply is null or { Closing: true };
        return reply switch
        {
            null when begun => new Settled(new InDoubt(_opening.Wire.Breakage)),
            null => new Lost(_opening.Wire.Breakage),
            { Code: 530 } => new Stopped(new Problem(ProblemKind.SmtpAuthentication, _options.Where, reply.Text)),
            { Closing: true } when !begun => Lose(reply),
            { Passing: false, Final: false } when !begun => Lose(reply),
            _ when exception is SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => JudgeSender(reply),
            { Passing: true } => new Settled(new Deferred(reply.Text)),
            { Final: true } => new Settled(new Refused(reply.Text)),
            { Code: >= 200 and < 300 } => new Settled(new Accepted(reply.Text)),
            _ => new Settled(new InDoubt(reply.Text)),
        };
    }

    /// <summary>
    /// A sender that was taken before on this connection is not refused for itself: the server wants no more on it.
    /// A message that is too large is refused here already (RFC 1870, 6.1).
    /// </summary>
    private Attempt JudgeSender(Reply reply) => reply switch
    {
        _ when _used => Lose(reply),
        { Passing: true } => new Settled(new Deferred(reply.Text)),
        { Code: (int)SmtpStatusCode.ExceededStorageAllocation } => new Settled(new Refused(reply.Text)),
        _ => new Stopped(new Problem(ProblemKind.SmtpSender, _options.Where, reply.Text)),
    };

    private Lost Lose(Reply reply)
    {
        _dropped = true;
        return new Lost(reply.Text);
    }
}
