using System.Text;

namespace Digest.EndToEnd;

/// <summary>A real mail server takes the digest and puts it into a mailbox.</summary>
public sealed class ThroughPostfix
{
    [Fact]
    public async Task The_mailbox_gets_the_message_as_it_was_previewed()
    {
        using var morning = new Morning();
        using var postfix = await Postfix.StartAsync();
        morning.SmtpPort = postfix.Port;
        var preview = await morning.PreviewAsync(0, "reader@example.org");

        var ended = await morning.RunAsync(0, "run");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        var mail = Assert.Single(await postfix.MailsAsync(1));
        Stories.AreThoseOf(Mail.Read(mail));
        // Before the message stand the server's own trace lines, and a mailbox's line ends are the machine's.
        Assert.EndsWith(Encoding.UTF8.GetString(preview).ReplaceLineEndings("\n"), Encoding.UTF8.GetString(mail), StringComparison.Ordinal);
    }
}
