using Digest.News;
using Digest.Smtp;

namespace Digest.Tests.Smtp;

public sealed class Cancelling : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly Mailing _mailing = new();

    [Fact]
    public async Task It_finishes_what_is_on_its_way_and_takes_nothing_new()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Body ? new Happens(_ => _cancel.CancelAsync()) : null;

        var problem = await DeliverAsync(Mailing.To(server) with { Connections = 1 }, TimeProvider.System);

        Assert.Null(problem);
        Assert.IsType<Accepted>(Assert.Single(_mailing.Outcomes));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_message_that_takes_too_long_even_then_is_in_doubt()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Body ? new Happens(CancelAndKeepSilentAsync) : null;
        var clock = new TrialClock(Mailing.Date, wait => wait == TimeSpan.FromSeconds(10));

        await DeliverAsync(Mailing.To(server) with { Connections = 1 }, clock);

        Assert.IsType<InDoubt>(Assert.Single(_mailing.Outcomes));
        Assert.Equal([TimeSpan.FromSeconds(10)], clock.Over);
    }

    [Theory]
    [InlineData(SmtpStage.Connect)]
    [InlineData(SmtpStage.Ehlo)]
    [InlineData(SmtpStage.Auth)]
    public async Task A_server_that_is_silent_before_any_message_holds_nobody_up(SmtpStage stage)
    {
        await using var server = new SmtpServer { Mechanisms = ["PLAIN"] };
        server.Script = moment => moment.Stage == stage ? new Happens(CancelAndKeepSilentAsync) : null;
        var options = Mailing.To(server) with { Username = server.Username, Password = server.Password };

        var problem = await DeliverAsync(options, new TrialClock(Mailing.Date));

        Assert.Null(problem);
        Assert.Empty(_mailing.Settled);
    }

    [Fact]
    public async Task It_ends_a_pause()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Rcpt ? new Says("451 4.7.1 later") : null;
        var mails = Mailing.Mails(1).Concat(Then(() => _cancel.CancelAfter(TimeSpan.FromMilliseconds(1))));

        await new SmtpMailer(Mailing.To(server) with { Pauses = [TimeSpan.FromHours(1)], Connections = 1 }, TimeProvider.System)
            .DeliverAsync(mails, _ => true, _mailing.Settle, _cancel.Token);

        Assert.IsType<Deferred>(Assert.Single(_mailing.Outcomes));
    }

    public void Dispose() => _cancel.Dispose();

    private static IEnumerable<OutgoingMail> Then(Action action)
    {
        action();
        yield break;
    }

    private Task<Problem?> DeliverAsync(SmtpOptions options, TimeProvider clock) =>
        new SmtpMailer(options, clock).DeliverAsync(Mailing.Mails(5), _ => true, _mailing.Settle, _cancel.Token);

    private async Task CancelAndKeepSilentAsync(CancellationToken stop)
    {
        await _cancel.CancelAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
    }
}
