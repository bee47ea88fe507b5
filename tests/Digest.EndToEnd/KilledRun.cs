using System.Diagnostics;
using System.Text;

namespace Digest.EndToEnd;

/// <summary>A run that is killed loses nothing: the next one sends what was frozen, as it was frozen.</summary>
public sealed class KilledRun
{
    private const int Killed = 128 + 9;

    private readonly TaskCompletionSource<Process> _program = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(SmtpStage.Rcpt, 0)]
    [InlineData(SmtpStage.Body, 1)]
    public async Task Killed_while_the_server_is_about_to_answer(SmtpStage stage, int bodiesBefore)
    {
        using var morning = new Morning();
        await using var server = new SmtpServer { Script = moment => moment.Stage == stage ? new Happens(_ => KillAsync()) : null };
        morning.SmtpPort = server.Port;
        var frozen = await morning.PreviewAsync(0, "reader@example.org");

        var killed = await StartAndWaitAsync(morning);

        Assert.Equal(Killed, killed.ExitCode);
        Assert.Equal(bodiesBefore, server.Mails.Count);
        server.Script = _ => null;
        await NextRunSends(frozen, morning, server);
        Assert.All(server.Mails, mail => Assert.Equal(frozen, mail.Bytes.ToArray()));
        Assert.Equal(bodiesBefore + 1, server.Mails.Count);
    }

    [Fact]
    public async Task Killed_in_the_middle_of_the_message()
    {
        using var morning = new Morning();
        using var halfway = new HalfwayServer();
        morning.SmtpPort = halfway.Port;
        var frozen = await morning.PreviewAsync(0, "reader@example.org");

        var half = halfway.TakeHalfAsync(frozen.Length / 2, KillAsync);
        var killed = await StartAndWaitAsync(morning);
        await half;

        Assert.Equal(Killed, killed.ExitCode);
        await using var server = new SmtpServer();
        morning.SmtpPort = server.Port;
        await NextRunSends(frozen, morning, server);
        Assert.Single(server.Mails);
    }

    /// <summary>Asserts that the next run sends those bytes whatever the configuration now says, and that nothing is left then.</summary>
    private static async Task NextRunSends(byte[] frozen, Morning morning, SmtpServer server)
    {
        Assert.Equal([$"pending|{Mail.Read(frozen).Id}"], Deliveries(morning));
        morning.Title = "Another Title";

        var next = await morning.RunAsync(2, "run");

        Assert.Equal((0, ""), (next.ExitCode, next.Error));
        Assert.Contains("Sent 1 message.", next.Output, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(frozen), Encoding.UTF8.GetString(server.Mails.Last().Bytes.Span));
        Assert.Equal([$"sent|{Mail.Read(frozen).Id}"], Deliveries(morning));

        var last = await morning.RunAsync(4, "run");

        Assert.Equal((0, ""), (last.ExitCode, last.Error));
        Assert.Contains("Nothing new on North Korea", last.Output, StringComparison.Ordinal);
        Assert.Equal([$"sent|{Mail.Read(frozen).Id}"], Deliveries(morning));
    }

    private static IReadOnlyList<string> Deliveries(Morning morning) =>
        Snapshot.Rows(morning.Ledger, "SELECT status, trim(message_id, '<>') FROM delivery");

    private async Task<Ended> StartAndWaitAsync(Morning morning)
    {
        var process = morning.Start(0, "run");
        _program.SetResult(process);
        return await DigestProgram.ToEndAsync(process);
    }

    /// <summary>Kills the program with SIGKILL, and returns when it is gone.</summary>
    private async Task KillAsync()
    {
        using var process = Process.GetProcessById((await _program.Task).Id);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
