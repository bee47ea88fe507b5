namespace Digest.Tests.Cli;

/// <summary>What a person does while a run is under way.</summary>
public sealed class SideBySide : IAsyncDisposable
{
    private readonly Trial _trial = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SideBySide() => _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched"));

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task A_one_off_does_not_wait_behind_a_long_run()
    {
        var run = await HoldAsync(SmtpStage.Body, "run");

        var sent = await _trial.RunAsync("send", "--to", "guest@example.org");

        Assert.Equal((0, ""), (sent.Code, sent.Error));
        Assert.Equal(["guest@example.org"], Recipients.Skip(1));
        _release.SetResult();
        Assert.Equal(0, (await run).Code);
        Assert.Equal(["reader@example.org", "guest@example.org"], Recipients);
    }

    [Fact]
    public async Task A_run_leaves_alone_what_a_one_off_is_sending()
    {
        var send = await HoldAsync(SmtpStage.Rcpt, "send", "--to", "guest@example.org");

        Assert.Equal(0, (await _trial.RunAsync("run")).Code);

        Assert.Equal(["reader@example.org"], Recipients);
        _release.SetResult();
        Assert.Equal(0, (await send).Code);
        Assert.Equal(["reader@example.org", "guest@example.org"], Recipients);
    }

    [Fact]
    public async Task What_a_one_off_left_behind_the_next_run_sends()
    {
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Connect ? SmtpFault.Drop : null;
        Assert.Equal(1, (await _trial.RunAsync("send", "--to", "guest@example.org")).Code);
        _trial.Mail.Script = _ => null;

        Assert.Equal(0, (await _trial.RunAsync("run")).Code);

        Assert.Equal(["guest@example.org", "reader@example.org"], Recipients);
    }

    [Fact]
    public async Task A_second_run_and_a_second_one_off_hear_who_is_there()
    {
        var run = await HoldAsync(SmtpStage.Body, "run");
        var second = await _trial.RunAsync("run");
        Assert.Equal(3, second.Code);
        Assert.Contains($"`digest run`, process {Environment.ProcessId} on", second.Error, StringComparison.Ordinal);
        _release.SetResult();
        await run;
    }

    [Fact]
    public async Task An_edition_that_is_going_out_can_be_cancelled_and_its_stories_return_to_those_whom_it_did_not_reach()
    {
        Three();
        var run = await HoldAsync(SmtpStage.Body, "run");

        var cancelled = await _trial.RunAsync("history", "cancel", "1");

        Assert.Equal((0, "3 messages cancelled, 0 had gone already. The stories return to those readers' next edition.\n"), (cancelled.Code, cancelled.Error));
        _release.SetResult();
        Assert.Equal(0, (await run).Code);
        Assert.Equal(["reader@example.org"], Recipients);

        _trial.Feeds.Serves("/wire.xml", Trial.Rss("Envoy flies home", "Corvette launched"));
        Assert.Equal(0, (await _trial.RunAtAsync(A.Morning.AddDays(1), "run")).Code);
        var second = _trial.Mail.Mails.Skip(1).ToDictionary(mail => mail.Recipient, mail => System.Text.Encoding.UTF8.GetString(mail.Bytes.Span));
        Assert.DoesNotContain("Corvette launched", second["reader@example.org"], StringComparison.Ordinal);
        Assert.Contains("Corvette launched", second["two@example.org"], StringComparison.Ordinal);
        Assert.Contains("Envoy flies home", second["three@example.org"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_unsubscribes_while_it_goes_out_gets_nothing_more()
    {
        Three();
        var run = await HoldAsync(SmtpStage.Body, "run");

        var gone = await _trial.RunAsync("subscribers", "unsubscribe", "two@example.org");

        Assert.Equal((0, "two@example.org: unsubscribed; 1 pending message stopped.\n"), (gone.Code, gone.Error));
        _release.SetResult();
        Assert.Equal(0, (await run).Code);
        Assert.Equal(["reader@example.org", "three@example.org"], Recipients);

        _trial.Feeds.Serves("/wire.xml", Trial.Rss("Envoy flies home"));
        await _trial.RunAtAsync(A.Morning.AddDays(1), "run");
        Assert.DoesNotContain("two@example.org", Recipients);
        var send = await _trial.RunAsync("send", "--to", "two@example.org");
        Assert.Equal(1, send.Code);
        Assert.Contains("two@example.org has unsubscribed", send.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("two@example.org", Recipients);
    }

    [Fact]
    public async Task What_was_put_off_and_is_cancelled_meanwhile_is_not_tried_again()
    {
        Three();
        var cancelled = false;
        _trial.Clock = new TrialClock(A.Morning, wait => wait.TotalSeconds is 5 or 20 or 75 or 200);
        _trial.Mail.Script = moment => moment.Stage != SmtpStage.Rcpt || cancelled ? null
            : moment.Line.Contains("three@", StringComparison.Ordinal)
            ? new Happens(async _ =>
            {
                await _trial.RunAsync("history", "cancel", "1");
                cancelled = true;
            })
            : new Says("450 later");

        var run = await _trial.RunAsync("run");

        Assert.True(cancelled);
        Assert.Equal(["three@example.org"], Recipients);
        Assert.DoesNotContain("still pending", run.Output, StringComparison.Ordinal);
    }

    private IEnumerable<string> Recipients => _trial.Mail.Mails.Select(mail => mail.Recipient);

    private void Three() => _trial.Configure(smtp: "connections = 1", more: """
        [[subscribers]]
        email = "two@example.org"
        topics = ["North Korea"]
        [[subscribers]]
        email = "three@example.org"
        topics = ["North Korea"]
        """);

    /// <summary>Starts a command and returns when its first message waits for the server's word.</summary>
    private async Task<Task<Said>> HoldAsync(SmtpStage stage, params string[] args)
    {
        _trial.Mail.Script = moment => moment.Stage == stage && moment.Connection == 1 && moment.Message == 1
            ? new Happens(async cancellation =>
            {
                _held.TrySetResult();
                await _release.Task.WaitAsync(cancellation);
            })
            : null;
        var command = _trial.RunAsync(args);
        await Task.WhenAny(_held.Task, command);
        Assert.True(_held.Task.IsCompleted, command.IsCompleted ? (await command).Error : "");
        return command;
    }
}
