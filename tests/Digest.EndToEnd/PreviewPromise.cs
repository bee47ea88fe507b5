using System.Text;

namespace Digest.EndToEnd;

/// <summary>A preview changes nothing, and is what a run then sends.</summary>
public sealed class PreviewPromise
{
    [Fact]
    public async Task A_preview_makes_no_ledger()
    {
        using var morning = new Morning();
        await morning.PreviewAsync(0, "reader@example.org");
        var before = Snapshot.Of(morning.Folder);

        await morning.PreviewAsync(0, "reader@example.org");

        Assert.DoesNotContain(before, file => file.StartsWith("digest.db", StringComparison.Ordinal));
        Assert.Equal(before, Snapshot.Of(morning.Folder));
    }

    [Fact]
    public async Task A_preview_leaves_ledger_and_folder_as_they_are()
    {
        using var morning = new Morning();
        await using var server = new SmtpServer();
        morning.SmtpPort = server.Port;
        Assert.Equal(0, (await morning.RunAsync(0, "run")).ExitCode);
        var (files, rows) = (Snapshot.Of(morning.Folder), Snapshot.Rows(morning.Ledger));

        var ended = await morning.RunAsync(2, "preview");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("Nothing new on North Korea", ended.Output, StringComparison.Ordinal);
        Assert.NotEmpty(rows);
        Assert.Equal(rows, Snapshot.Rows(morning.Ledger));
        Assert.Equal(files, Snapshot.Of(morning.Folder));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_preview_is_byte_for_byte_what_the_run_puts_on_the_wire()
    {
        using var morning = new Morning { Readers = ["one@example.org", "another@example.org"] };
        await using var server = new SmtpServer();
        morning.SmtpPort = server.Port;
        var previews = new[] { await morning.PreviewAsync(0, "one@example.org"), await morning.PreviewAsync(0, "another@example.org") };

        var ended = await morning.RunAsync(0, "run");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(
            previews.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal),
            server.Mails.Select(mail => Encoding.UTF8.GetString(mail.Bytes.Span)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_is_so_with_unsubscribe_tokens_too_once_there_is_a_ledger()
    {
        using var morning = new Morning { More = "[unsubscribe]\nurl = \"https://example.org/leave/{token}\"\n" };
        await using var server = new SmtpServer();
        morning.SmtpPort = server.Port;
        Assert.Equal(0, (await morning.RunAsync(0, "fetch")).ExitCode);
        var preview = await morning.PreviewAsync(2, "reader@example.org");

        var ended = await morning.RunAsync(2, "run");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(Encoding.UTF8.GetString(preview), Encoding.UTF8.GetString(Assert.Single(server.Mails).Bytes.Span));
    }
}
