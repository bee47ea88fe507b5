using System.Collections.Concurrent;
using System.Text;
using Digest.News;
using Digest.Smtp;

namespace Digest.Tests.Smtp;

/// <summary>Messages made by hand, and what came of them.</summary>
internal sealed class Mailing
{
    public const string Sender = "digest@example.org";

    public static DateTimeOffset Date { get; } = new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);

    /// <summary>What was settled, in order.</summary>
    public ConcurrentQueue<(OutgoingMail Mail, Outcome Outcome)> Settled { get; } = [];

    public Problem? Problem { get; private set; }

    public IEnumerable<Outcome> Outcomes => Settled.Select(s => s.Outcome);

    /// <summary>Options that lead to a server on this machine, without a second try.</summary>
    public static SmtpOptions To(SmtpServer server, SmtpSecurity security = SmtpSecurity.None) => new()
    {
        Host = "localhost",
        Port = server.Port,
        Security = security,
        Authority = TestAuthority.Pem,
        Pauses = [],
    };

    public static async Task<Mailing> DeliverAsync(SmtpOptions options, IEnumerable<OutgoingMail> mails, TimeProvider? clock = null)
    {
        var mailing = new Mailing();
        mailing.Problem = await new SmtpMailer(options, clock ?? TimeProvider.System)
            .DeliverAsync(mails, _ => true, mailing.Settle, TestContext.Current.CancellationToken);
        return mailing;
    }

    public static IEnumerable<OutgoingMail> Mails(int count) => Enumerable.Range(1, count).Select(i => Mail($"reader{i}@example.org"));

    /// <summary>A message with everything in it that wires like to spoil.</summary>
    public static OutgoingMail Mail(string recipient = "reader@example.org", string text = "", string sender = Sender)
    {
        var head = $"""
            From: =?utf-8?q?Daily_Digest?= <digest@example.org>
            To: {recipient}
            Subject: North Korea:   two  spaces,
             and a folded line
            Date: Tue, 24 Nov 2026 07:00:00 +0000
            Message-ID: <20261124.{recipient.Length}@example.org>
            MIME-Version: 1.0
            List-Id: North Korea <korea.example.org>
            List-Unsubscribe: <mailto:digest+leave@example.org>, <https://example.org/leave/0>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            Auto-Submitted: auto-generated
            X-Digest-Delivery: 7

            """;
        var body = $"""
            Content-Type: multipart/alternative; boundary="=-odd"

            --=-odd
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            .a line that begins with a dot
            ..and one with two
            .
            From the top, a tab	and trailing blanks=20
            leave: {Token.Placeholder}
            {text}

            --=-odd--

            """;
        var edition = new Edition
        {
            Key = "0123",
            Subject = "North Korea",
            Body = Bytes(body),
            TokenAt = [.. Enumerable.Range(Crlf(body).IndexOf(Token.Placeholder, StringComparison.Ordinal), Token.Length)],
        };
        return new OutgoingMail(7, sender, recipient, "20261124@example.org", Date, Bytes(head), edition, new string('x', Token.Length));
    }

    public Task Settle(OutgoingMail mail, Outcome outcome)
    {
        Settled.Enqueue((mail, outcome));
        return Task.CompletedTask;
    }

    private static string Crlf(string text) => text.ReplaceLineEndings("\r\n");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(Crlf(text));
}
