using System.Diagnostics;

namespace Digest.EndToEnd;

/// <summary>What the program returns to whoever started it, and what it says then.</summary>
public sealed class ExitCodes
{
    [Fact]
    public async Task No_configuration_is_2()
    {
        using var folder = new TempFolder();

        var ended = await DigestProgram.RunUnattendedAsync(folder.Path, "run");

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("digest.toml", ended.Error, StringComparison.Ordinal);
        Assert.Empty(Snapshot.Of(folder.Path));
    }

    [Fact]
    public async Task An_unknown_key_is_2_and_its_place_is_told()
    {
        using var morning = new Morning { More = "  titel = \"Mine\"" };

        var ended = await morning.RunAsync(0, "run");

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("digest.toml:4:3", ended.Error, StringComparison.Ordinal);
        Assert.Contains("titel", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(morning.Ledger));
    }

    [Fact]
    public async Task A_mail_server_that_is_not_there_is_1_and_the_next_run_sends()
    {
        using var morning = new Morning { SmtpPort = Machine.FreePort() };

        var ended = await morning.RunAsync(0, "run");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains($"127.0.0.1:{morning.SmtpPort}", ended.Error, StringComparison.Ordinal);
        Assert.Contains("1 message is still pending", ended.Output, StringComparison.Ordinal);

        await using var server = new SmtpServer();
        morning.SmtpPort = server.Port;
        var next = await morning.RunAsync(2, "run");

        Assert.Equal((0, ""), (next.ExitCode, next.Error));
        Stories.AreThoseOf(Mail.Read(Assert.Single(server.Mails).Bytes));
    }

    [Fact]
    public async Task A_mail_server_that_refuses_a_reader_is_1_and_the_others_get_theirs()
    {
        using var morning = new Morning { Readers = ["gone@example.org", "reader@example.org"] };
        await using var server = new SmtpServer
        {
            Script = moment => moment.Stage == SmtpStage.Rcpt && moment.Line.Contains("gone@", StringComparison.Ordinal) ? new Says("550 5.1.1 no such user") : null,
        };
        morning.SmtpPort = server.Port;

        var ended = await morning.RunAsync(0, "run");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("gone@example.org", ended.Error, StringComparison.Ordinal);
        Assert.Contains("no such user", ended.Error, StringComparison.Ordinal);
        Assert.Equal("reader@example.org", Assert.Single(server.Mails).Recipient);
    }

    [Fact]
    public async Task A_cron_job_in_which_all_goes_well_is_0_and_silent()
    {
        using var morning = new Morning();
        await using var server = new SmtpServer();
        morning.SmtpPort = server.Port;

        Assert.Equal(new Ended(0, "", ""), await morning.RunUnattendedAsync(0, "run"));
        Assert.Equal(new Ended(0, "", ""), await morning.RunUnattendedAsync(2, "run"));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_ledger_that_another_run_holds_is_3()
    {
        using var morning = new Morning();
        await using var server = new SmtpServer();
        var second = new TaskCompletionSource<Ended>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script = moment =>
            moment.Stage == SmtpStage.Rcpt ? new Happens(async _ => second.SetResult(await morning.RunAsync(0, "run"))) : null;
        morning.SmtpPort = server.Port;

        var first = await morning.RunAsync(0, "run");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(3, (await second.Task).ExitCode);
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_run_that_is_interrupted_is_130_and_the_next_run_sends_what_is_left()
    {
        string[] readers = [.. Enumerable.Range(100, 100).Select(number => $"reader{number}@example.org")];
        using var morning = new Morning { Readers = readers, Connections = 1 };
        var program = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new SmtpServer
        {
            Script = moment => moment is { Stage: SmtpStage.Rcpt, Message: 1 } ? new Happens(async _ => await InterruptAsync(await program.Task)) : null,
        };
        morning.SmtpPort = server.Port;

        program.SetResult(morning.Start(0, "run"));
        var interrupted = await DigestProgram.ToEndAsync(await program.Task);

        Assert.Equal(130, interrupted.ExitCode);
        Assert.InRange(server.Mails.Count, 0, readers.Length - 1);
        server.Script = _ => null;
        Assert.Equal(0, (await morning.RunAsync(2, "run")).ExitCode);
        Assert.Equal(readers, server.Mails.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
    }

    /// <summary>Does to a program what Ctrl-C does.</summary>
    private static async Task InterruptAsync(Process program)
    {
        using var kill = Process.Start("kill", ["-INT", $"{program.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
