using System.Text;

namespace Digest.EndToEnd;

/// <summary>A relay as most readers have it: TLS by a certificate, a user and a password; and a mailbox read over IMAP.</summary>
public sealed class ThroughPostfixAndDovecot
{
    private static readonly string[] _readers = ["reader@example.org", "juergen@example.org"];

    [Theory]
    [InlineData("plain")]
    [InlineData("login")]
    [InlineData("scram-sha-256")]
    public async Task The_mailboxes_hold_byte_for_byte_what_was_previewed_behind_the_servers_own_lines(string mechanisms)
    {
        using var morning = Morning();
        using var dovecot = await Dovecot.StartAsync(mechanisms, _readers);
        using var postfix = await Postfix.StartAsync(dovecot);
        morning.SmtpPort = postfix.Port;
        var previews = await PreviewsAsync(morning);

        var ended = await morning.RunAsync(0, "run");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        await EachHas(previews, dovecot);
    }

    [Fact]
    public async Task A_wrong_password_leaves_everything_pending_and_the_right_one_then_sends_it()
    {
        using var morning = Morning();
        using var dovecot = await Dovecot.StartAsync("plain", _readers);
        using var postfix = await Postfix.StartAsync(dovecot);
        morning.SmtpPort = postfix.Port;
        var previews = await PreviewsAsync(morning);
        WritePassword(morning, "opera");

        await StaysPending(morning, $"digest: The mail server 127.0.0.1:{postfix.Port} refused user and password: 535");

        WritePassword(morning, Dovecot.Password);
        await NextRunSends(previews, morning, dovecot);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_leaves_everything_pending_and_trust_then_sends_it()
    {
        using var morning = Morning();
        using var dovecot = await Dovecot.StartAsync("plain", _readers);
        using var postfix = await Postfix.StartAsync(dovecot);
        morning.SmtpPort = postfix.Port;
        var previews = await PreviewsAsync(morning);
        var security = morning.Security;
        morning.Security = string.Join('\n', security.Split('\n').Where(line => !line.StartsWith("authority", StringComparison.Ordinal)));

        await StaysPending(morning, $"digest: The certificate of the mail server 127.0.0.1:{postfix.Port} is not trusted: ");

        morning.Security = security;
        await NextRunSends(previews, morning, dovecot);
    }

    private static Morning Morning()
    {
        var morning = new Morning
        {
            Readers = _readers,
            Names = new Dictionary<string, string> { ["juergen@example.org"] = "Jürgen Müller-Łukasiewicz 김정" },
            Security = $"""
                security = "starttls"
                username = "{Dovecot.Sender}"
                password = "file:password"
                authority = "file:authority.pem"
                """,
        };
        File.WriteAllText(Path.Combine(morning.Folder, "authority.pem"), TestAuthority.Pem);
        WritePassword(morning, Dovecot.Password);
        return morning;
    }

    private static void WritePassword(Morning morning, string password) => File.WriteAllText(Path.Combine(morning.Folder, "password"), password + "\n");

    private static async Task<IReadOnlyList<string>> PreviewsAsync(Morning morning)
    {
        var previews = new List<string>();
        foreach (var reader in _readers)
        {
            previews.Add(Encoding.UTF8.GetString(await morning.PreviewAsync(0, reader)));
        }

        return previews;
    }

    private static async Task StaysPending(Morning morning, string sentence)
    {
        var ended = await morning.RunAsync(0, "run");

        Assert.Equal(1, ended.ExitCode);
        var lines = ended.Error.TrimEnd().Split('\n');
        Assert.StartsWith(sentence, lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Everything stays pending; the next run tries again.", Assert.Single(lines[1..]).Trim(), StringComparison.Ordinal);
        Assert.Equal(["pending", "pending"], Snapshot.Rows(morning.Ledger, "SELECT status FROM delivery"));
    }

    private static async Task NextRunSends(IReadOnlyList<string> previews, Morning morning, Dovecot dovecot)
    {
        var ended = await morning.RunAsync(1, "run");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        await EachHas(previews, dovecot);
    }

    private static async Task EachHas(IReadOnlyList<string> previews, Dovecot dovecot)
    {
        foreach (var (reader, preview) in _readers.Zip(previews))
        {
            var mail = Encoding.UTF8.GetString(await dovecot.MailAsync(reader));
            Assert.EndsWith(preview, mail, StringComparison.Ordinal);
            var trace = mail[..^preview.Length];
            Assert.All(trace.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(Return-Path: |Delivered-To: |Received: |[ \t])", line));
            Assert.Contains("using TLSv1.", trace, StringComparison.Ordinal);
            Assert.Contains($"(Authenticated sender: {Dovecot.Sender})", trace, StringComparison.Ordinal);
        }
    }
}
