using Digest.News;
using Digest.Smtp;

namespace Digest.Tests.Smtp;

public sealed class Trust
{
    [Fact]
    public async Task STARTTLS_is_never_skipped()
    {
        await using var server = new SmtpServer();

        var mailing = await Mailing.DeliverAsync(Mailing.To(server, SmtpSecurity.StartTls), [Mailing.Mail()]);

        Assert.Equal(ProblemKind.SmtpNoStartTls, mailing.Problem?.Kind);
        Assert.Equal($"localhost:{server.Port}", mailing.Problem?.Where);
        Assert.Empty(mailing.Settled);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task An_unknown_authority_is_not_trusted(SmtpSecurity security)
    {
        await using var server = new SmtpServer { Certificate = TestAuthority.Loopback, ImplicitTls = security == SmtpSecurity.Tls };

        var mailing = await Mailing.DeliverAsync(Mailing.To(server, security) with { Authority = null }, [Mailing.Mail()]);

        Assert.Equal(ProblemKind.SmtpCertificate, mailing.Problem?.Kind);
        Assert.NotEqual("", mailing.Problem?.Subject);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        await using var server = new SmtpServer { Certificate = TestAuthority.Elsewhere };

        var mailing = await Mailing.DeliverAsync(Mailing.To(server, SmtpSecurity.StartTls), [Mailing.Mail()]);

        Assert.Equal((ProblemKind.SmtpCertificate, "it is for another name"), (mailing.Problem?.Kind, mailing.Problem?.Subject));
    }

    [Fact]
    public async Task A_password_never_goes_unprotected_to_another_machine()
    {
        var options = new SmtpOptions
        {
            Host = "192.0.2.1",
            Port = 25,
            Security = SmtpSecurity.None,
            Username = "digest",
            Password = "secret",
        };

        var mailing = await Mailing.DeliverAsync(options, [Mailing.Mail()]);

        Assert.Equal(ProblemKind.SmtpPlainPassword, mailing.Problem?.Kind);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("CRAM-MD5")]
    [InlineData("SCRAM-SHA-256")]
    public async Task Each_mechanism_shows_who_we_are(string mechanism)
    {
        await using var server = new SmtpServer { Certificate = TestAuthority.Loopback, Mechanisms = [mechanism, "GSSAPI"] };
        var options = Mailing.To(server, SmtpSecurity.StartTls) with { Username = server.Username, Password = server.Password };

        var mailing = await Mailing.DeliverAsync(options, [Mailing.Mail()]);

        Assert.Null(mailing.Problem);
        Assert.Equal(server.Username, Assert.Single(server.Mails).User);
    }

    [Fact]
    public async Task The_strongest_mechanism_is_tried_first()
    {
        await using var server = new SmtpServer { Certificate = TestAuthority.Loopback, Mechanisms = ["LOGIN", "PLAIN", "SCRAM-SHA-256"] };
        var options = Mailing.To(server, SmtpSecurity.StartTls) with { Username = server.Username, Password = server.Password };

        await Mailing.DeliverAsync(options, [Mailing.Mail()]);

        Assert.StartsWith("AUTH SCRAM-SHA-256", server.Lines.First(line => line.StartsWith("AUTH", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_said_twice_at_most_and_stops_the_mailing()
    {
        await using var server = new SmtpServer
        {
            Certificate = TestAuthority.Loopback,
            Mechanisms = ["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"],
        };
        var options = Mailing.To(server, SmtpSecurity.StartTls) with { Username = server.Username, Password = "wrong" };

        var mailing = await Mailing.DeliverAsync(options, Mailing.Mails(10));

        Assert.Equal((ProblemKind.SmtpAuthentication, "535 5.7.8 wrong user or password"), (mailing.Problem?.Kind, mailing.Problem?.Subject));
        Assert.Empty(mailing.Settled);
        Assert.Equal(2, server.Lines.Count(line => line.StartsWith("AUTH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_wants_no_password_but_gets_one_says_so()
    {
        await using var server = new SmtpServer();

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Username = "digest", Password = "x" }, [Mailing.Mail()]);

        Assert.Equal(ProblemKind.SmtpNoMechanism, mailing.Problem?.Kind);
    }

    [Fact]
    public async Task A_certificate_of_ours_is_shown_to_a_server_that_wants_one()
    {
        await using var server = new SmtpServer { Certificate = TestAuthority.Loopback, WantsClientCertificate = true };
        var options = Mailing.To(server, SmtpSecurity.StartTls);

        var without = await Mailing.DeliverAsync(options, [Mailing.Mail()]);
        var with = await Mailing.DeliverAsync(options with { ClientCertificate = TestAuthority.ClientPem }, [Mailing.Mail()]);

        Assert.NotNull(without.Problem);
        Assert.Null(with.Problem);
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData("no certificate", null)]
    [InlineData(null, "no certificate")]
    public void A_certificate_that_cannot_be_read_says_so_before_anything_is_sent(string? own, string? authority)
    {
        var options = new SmtpOptions
        {
            Host = "localhost",
            Port = 25,
            Security = SmtpSecurity.Tls,
            ClientCertificate = own,
            Authority = authority,
        };

        var problem = Assert.Throws<ProblemException>(() => new SmtpMailer(options, TimeProvider.System)).Problems[0];

        Assert.Equal(ProblemKind.SmtpOwnCertificate, problem.Kind);
        Assert.Equal(own is null ? "Authority" : "ClientCertificate", problem.Where);
    }

    [Fact]
    public void Options_that_are_printed_show_no_secret()
    {
        var dkim = new DkimOptions("example.org", "digest", "hush");
        var options = new SmtpOptions { Host = "example.org", Port = 587, Security = SmtpSecurity.Tls, Password = "hush", Dkim = dkim };
        var oauth = new OAuthOptions(new Uri("https://example.org/token?k=hush"), "digest", "hush", "hush");

        Assert.Equal(
            "example.org:587, digest._domainkey.example.org, https://example.org/token",
            $"{options}, {dkim}, {oauth}");
    }
}
