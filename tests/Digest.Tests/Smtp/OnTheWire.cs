using System.Text;
using Digest.News;
using Digest.Smtp;

namespace Digest.Tests.Smtp;

public sealed class OnTheWire
{
    [Theory]
    [InlineData(false, SmtpSecurity.None)]
    [InlineData(true, SmtpSecurity.None)]
    [InlineData(false, SmtpSecurity.StartTls)]
    [InlineData(true, SmtpSecurity.Tls)]
    public async Task A_message_arrives_as_the_bytes_that_were_frozen(bool chunks, SmtpSecurity security)
    {
        await using var server = new SmtpServer
        {
            Certificate = TestAuthority.Loopback,
            ImplicitTls = security == SmtpSecurity.Tls,
            Extensions = chunks ? ["PIPELINING", "CHUNKING", "SIZE 10000000", "8BITMIME"] : ["SIZE 10000000"],
        };
        var mail = Mailing.Mail(text: string.Concat(Enumerable.Repeat("..dots and more dots.\r\n", 9000)));

        var mailing = await Mailing.DeliverAsync(Mailing.To(server, security), [mail]);

        Assert.Null(mailing.Problem);
        Assert.IsType<Accepted>(Assert.Single(mailing.Outcomes));
        var received = Assert.Single(server.Mails);
        Assert.Equal(Encoding.UTF8.GetString(mail.ToBytes()), Encoding.UTF8.GetString(received.Bytes.Span));
        Assert.Equal((security != SmtpSecurity.None, chunks), (received.Tls, received.Chunked));
        Assert.Equal($"SIZE={mail.ToBytes().Length}", received.Mail);
    }

    [Theory]
    [InlineData("BODY=8BITMIME", "8BITMIME")]
    [InlineData("")]
    public async Task Eight_bit_content_is_announced_where_the_server_knows_it(string announced, params string[] extensions)
    {
        await using var server = new SmtpServer { Extensions = extensions };
        var mail = Mailing.Mail();
        var body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nPyŏngyang\r\n";
        mail = mail with { Edition = mail.Edition with { Body = Encoding.UTF8.GetBytes(body), TokenAt = [] } };

        await Mailing.DeliverAsync(Mailing.To(server), [mail]);

        var received = Assert.Single(server.Mails);
        Assert.Equal(announced, received.Mail);
        Assert.Equal(mail.ToBytes(), received.Bytes.ToArray());
    }

    [Fact]
    public async Task The_envelope_is_the_deliverys_and_not_the_headers()
    {
        await using var server = new SmtpServer();
        var mail = Mailing.Mail("reader@example.org", sender: "bounces@example.org");

        await Mailing.DeliverAsync(Mailing.To(server), [mail]);

        Assert.Equal(("bounces@example.org", "reader@example.org"), (server.Mails.First().Sender, server.Mails.First().Recipient));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sender_and_recipient_go_in_one_packet_only_where_the_server_allows_it(bool allowed)
    {
        await using var server = new SmtpServer { Extensions = allowed ? ["PIPELINING"] : [] };
        var waiting = 0;
        server.Script = moment =>
        {
            waiting += moment.Stage == SmtpStage.Mail ? moment.Waiting : 0;
            return null;
        };

        await Mailing.DeliverAsync(Mailing.To(server), [Mailing.Mail()]);

        Assert.Equal(allowed ? "RCPT TO:<reader@example.org>\r\n".Length : 0, waiting);
    }

    [Fact]
    public async Task A_server_without_any_extension_gets_the_message_too()
    {
        await using var server = new SmtpServer { Extensions = [] };
        server.Script = moment => moment.Line.StartsWith("EHLO", StringComparison.Ordinal) ? new Says("502 what?") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server), [Mailing.Mail()]);

        Assert.IsType<Accepted>(Assert.Single(mailing.Outcomes));
        Assert.Contains(server.Lines, line => line.StartsWith("HELO ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task We_call_ourselves_by_a_full_name_or_by_an_address()
    {
        await using var server = new SmtpServer();

        await Mailing.DeliverAsync(Mailing.To(server), [Mailing.Mail()]);

        Assert.Matches(@"^EHLO (\[127\.0\.0\.1\]|([a-z0-9-]+\.)+[a-z0-9-]+)$", server.Lines.First());
    }

    [Fact]
    public async Task A_domain_outside_ASCII_goes_in_punycode()
    {
        await using var server = new SmtpServer { Extensions = ["8BITMIME", "SMTPUTF8"] };

        var mailing = await Mailing.DeliverAsync(Mailing.To(server), [Mailing.Mail("leser@bücher.example")]);

        Assert.IsType<Accepted>(Assert.Single(mailing.Outcomes));
        Assert.Equal("leser@xn--bcher-kva.example", server.Mails.First().Recipient, ignoreCase: true);
        Assert.DoesNotContain("SMTPUTF8", server.Mails.First().Mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_part_outside_ASCII_asks_for_SMTPUTF8()
    {
        await using var server = new SmtpServer { Extensions = ["8BITMIME", "SMTPUTF8"] };

        var mailing = await Mailing.DeliverAsync(Mailing.To(server), [Mailing.Mail("léa@bücher.example")]);

        Assert.IsType<Accepted>(Assert.Single(mailing.Outcomes));
        Assert.Equal("léa@xn--bcher-kva.example", server.Mails.First().Recipient, ignoreCase: true);
        Assert.Contains("SMTPUTF8", server.Mails.First().Mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_part_outside_ASCII_is_refused_where_the_server_lacks_SMTPUTF8()
    {
        await using var server = new SmtpServer();

        var mailing = await Mailing.DeliverAsync(Mailing.To(server), [Mailing.Mail("léa@example.org")]);

        Assert.Contains("SMTPUTF8", Assert.IsType<Refused>(Assert.Single(mailing.Outcomes)).Reply, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reader")]
    [InlineData("reader@")]
    [InlineData("a@example.org>\r\nRCPT TO:<b@example.org")]
    [InlineData("a b@example.org")]
    public async Task What_is_no_address_is_refused_before_it_reaches_the_server(string recipient)
    {
        await using var server = new SmtpServer();

        var mailing = await Mailing.DeliverAsync(Mailing.To(server), [Mailing.Mail() with { Recipient = recipient }]);

        Assert.IsType<Refused>(Assert.Single(mailing.Outcomes));
        Assert.DoesNotContain(server.Lines, line => line.StartsWith("RCPT", StringComparison.Ordinal));
    }
}
