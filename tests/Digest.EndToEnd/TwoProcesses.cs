namespace Digest.EndToEnd;

/// <summary>A second process that looks at a ledger, or changes it, while a run is sending: neither disturbs the other.</summary>
public sealed class TwoProcesses
{
    [Theory]
    [InlineData("status")]
    [InlineData("history")]
    [InlineData("subscribers", "unsubscribe", "someone@example.org")]
    public async Task What_a_run_has_written_down_is_there_whoever_looked_in_meanwhile(params string[] second)
    {
        var sqlite = Machine.Program("/usr/bin/sqlite3", "sqlite3");
        using var morning = new Morning { Connections = 1, Readers = [.. Enumerable.Range(0, 40).Select(n => $"reader{n}@example.org")] };
        var (early, late) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (goOn, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new SmtpServer
        {
            Script = moment => (moment.Stage, moment.Message) switch
            {
                (SmtpStage.Mail, 10) => new Happens(cancellation => Hold(early, goOn, cancellation)),
                (SmtpStage.Mail, 30) => new Happens(cancellation => Hold(late, never, cancellation)),
                _ => null,
            },
        };
        morning.SmtpPort = server.Port;
        using var run = morning.Start(0, "run");
        await early.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, (await morning.RunAsync(0, second)).ExitCode);

        // Whoever is the last to close a ledger, as far as locks tell, takes its log in and removes it.
        Machine.Run(sqlite, morning.Ledger, "UPDATE subscriber SET name = 'looked in'");
        Assert.True(File.Exists(morning.Ledger + "-wal"), "the log of the run is gone");
        goOn.SetResult();
        await late.Task.WaitAsync(TestContext.Current.CancellationToken);
        run.Kill();
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(29, server.Mails.Count);
        Assert.Equal(["29"], Snapshot.Rows(morning.Ledger, "SELECT count(*) FROM delivery WHERE status = 'sent'"));
        Assert.Equal(["ok"], Snapshot.Rows(morning.Ledger, "PRAGMA integrity_check"));
    }

    private static async Task Hold(TaskCompletionSource reached, TaskCompletionSource until, CancellationToken cancellation)
    {
        reached.SetResult();
        await until.Task.WaitAsync(cancellation);
    }
}
