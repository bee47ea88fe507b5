using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Digest.Tests.Infra;

/// <summary>One connection to the <see cref="SmtpServer"/>.</summary>
internal sealed class SmtpConversation(SmtpServer server, Socket socket, int number, CancellationToken stop) : IAsyncDisposable
{
    private enum Course
    {
        AsItShould,
        Otherwise,
        Over,
    }

    private readonly MemoryStream _chunks = new();
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private SmtpInput? _input;
    private int _message = 1;
    private string _sender = "";
    private string _recipient = "";
    private string _parameters = "";
    private string? _user;

    public async Task RunAsync()
    {
        if (server.ImplicitTls)
        {
            await SecureAsync();
        }

        if (await FaultAsync(SmtpStage.Connect, "") != Course.AsItShould)
        {
            return;
        }

        var course = await AnswerAsync(SmtpStage.Greeting, "", "220 loopback ESMTP");
        while (course != Course.Over && await ReadLineAsync() is { } line)
        {
            server.Lines.Enqueue(line);
            course = await ObeyAsync(line);
        }
    }

    public ValueTask DisposeAsync()
    {
        _chunks.Dispose();
        return _stream.DisposeAsync();
    }

    private SmtpInput Input => _input ??= new SmtpInput(_stream, stop);

    public async Task SendAsync(string reply) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), stop);

    public Task<string?> ReadLineAsync() => Input.ReadLineAsync();

    private Task<Course> ObeyAsync(string line) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "EHLO" => AnswerAsync(SmtpStage.Ehlo, line, Greeting()),
        "HELO" => AnswerAsync(SmtpStage.Ehlo, line, "250 loopback"),
        "STARTTLS" => StartTlsAsync(line),
        "AUTH" => AuthenticateAsync(line),
        "MAIL" => MailAsync(line),
        "RCPT" => RcptAsync(line),
        "DATA" => DataAsync(line),
        "BDAT" => ChunkAsync(line),
        "RSET" => AnswerAsync(null, line, "250 2.0.0 reset"),
        "QUIT" => QuitAsync(line),
        _ => AnswerAsync(null, line, "502 5.5.1 what?"),
    };

    private string Greeting()
    {
        List<string> all = ["loopback", .. server.Extensions];
        if (server.Certificate is not null && _stream is not SslStream)
        {
            all.Add("STARTTLS");
        }

        if (server.Mechanisms.Count > 0)
        {
            all.Add("AUTH " + string.Join(' ', server.Mechanisms));
        }

        return string.Join("\r\n", all.Select((text, i) => (i < all.Count - 1 ? "250-" : "250 ") + text));
    }

    private async Task<Course> StartTlsAsync(string line)
    {
        var course = await AnswerAsync(SmtpStage.StartTls, line, "220 2.0.0 go ahead");
        if (course == Course.AsItShould)
        {
            await SecureAsync();
        }

        return course;
    }

    private async Task SecureAsync()
    {
        var tls = new SslStream(_stream);
        _stream = tls;
        _input = null;
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = server.Certificate,
                ClientCertificateRequired = server.WantsClientCertificate,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null || !server.WantsClientCertificate,
            },
            stop);
    }

    private async Task<Course> AuthenticateAsync(string line)
    {
        var course = await FaultAsync(SmtpStage.Auth, line);
        if (course != Course.AsItShould)
        {
            return course;
        }

        _user = await new SmtpAuthentication(server, this).RunAsync(line) ? server.Username : null;
        await SendAsync(_user is null ? "535 5.7.8 wrong user or password" : "235 2.7.0 welcome");
        return course;
    }

    private async Task<Course> MailAsync(string line)
    {
        (_sender, _parameters) = Path(line);
        return await AnswerAsync(SmtpStage.Mail, line, "250 2.1.0 sender ok");
    }

    private async Task<Course> RcptAsync(string line)
    {
        (_recipient, _) = Path(line);
        return await AnswerAsync(SmtpStage.Rcpt, line, "250 2.1.5 recipient ok");
    }

    private static (string Address, string Parameters) Path(string line)
    {
        var open = line.IndexOf('<', StringComparison.Ordinal);
        var close = line.LastIndexOf('>');
        return (line[(open + 1)..close], line[(close + 1)..].Trim());
    }

    private async Task<Course> DataAsync(string line)
    {
        var course = await AnswerAsync(SmtpStage.Data, line, "354 go ahead");
        course = course == Course.AsItShould ? await BeginAsync() : course;
        return course != Course.AsItShould ? course
            : await Input.ReadDottedAsync() is { } bytes ? await TakeAsync(bytes, chunked: false)
            : Course.Over;
    }

    private async Task<Course> ChunkAsync(string line)
    {
        var words = line.Split(' ');
        var course = await FaultAsync(SmtpStage.Data, line);
        course = course == Course.AsItShould ? await BeginAsync() : course;
        if (course != Course.AsItShould)
        {
            return course;
        }

        if (!await Input.CopyAsync(int.Parse(words[1], null), _chunks))
        {
            return Course.Over;
        }

        if (words is not [_, _, "LAST"])
        {
            return await AnswerAsync(null, line, "250 2.0.0 more");
        }

        var bytes = _chunks.ToArray();
        _chunks.SetLength(0);
        return await TakeAsync(bytes, chunked: true);
    }

    private async Task<Course> BeginAsync() => await Input.AnyAsync() ? await FaultAsync(SmtpStage.Middle, "") : Course.Over;

    private async Task<Course> TakeAsync(byte[] bytes, bool chunked)
    {
        server.Mails.Enqueue(new ReceivedMail(_sender, _recipient, bytes, _stream is SslStream, _user, _parameters, chunked, number));
        var course = await AnswerAsync(SmtpStage.Body, "", $"250 2.0.0 taken as {number}.{_message}");
        _message++;
        return course == Course.AsItShould ? await FaultAsync(SmtpStage.Taken, "") : course;
    }

    private async Task<Course> QuitAsync(string line)
    {
        await AnswerAsync(SmtpStage.Quit, line, "221 2.0.0 bye");
        return Course.Over;
    }

    private async Task<Course> AnswerAsync(SmtpStage? stage, string line, string reply)
    {
        var course = stage is { } at ? await FaultAsync(at, line) : Course.AsItShould;
        if (course == Course.AsItShould)
        {
            await SendAsync(reply);
        }

        return course;
    }

    /// <summary>Does what the script says.</summary>
    private async Task<Course> FaultAsync(SmtpStage stage, string line)
    {
        switch (server.Script(new SmtpMoment(stage, number, _message, line, Input.Waiting)))
        {
            case Happens happens:
                await happens.Event(stop);
                return happens.IsLast ? Course.Over : Course.AsItShould;
            case Says { Reply: var reply }:
                await SendAsync(reply);
                return reply.StartsWith("421", StringComparison.Ordinal) ? Course.Over : Course.Otherwise;
            case Silence silence:
                silence.Begun();
                await Input.IgnoreAsync();
                return Course.Over;
            case Endless endless:
                while (true)
                {
                    await SendAsync(endless.Line);
                }

            case Dropped dropped:
                socket.LingerState = new LingerOption(dropped.Hard, 0);
                return Course.Over;
            default:
                return Course.AsItShould;
        }
    }
}
