using Digest.News;

namespace Digest.Tests.Smtp;

public sealed class SecondTries
{
    private static readonly TimeSpan[] _pauses = [TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(21)];

    private readonly TrialClock _clock = new(Mailing.Date, wait => _pauses.Contains(wait));

    [Fact]
    public async Task A_message_that_was_put_off_goes_again_after_a_pause()
    {
        await using var server = new SmtpServer();
        var tries = 0;
        server.Script = moment => moment.Stage == SmtpStage.Rcpt && moment.Line.Contains("reader1@", StringComparison.Ordinal)
            && ++tries < 3 ? new Says("451 4.7.1 greylisted") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Pauses = _pauses, Connections = 1 }, Mailing.Mails(3), _clock);

        Assert.Null(mailing.Problem);
        Assert.Equal(["reader2@example.org", "reader3@example.org", "reader1@example.org"], mailing.Settled.Select(s => s.Mail.Recipient));
        Assert.All(mailing.Outcomes, outcome => Assert.IsType<Accepted>(outcome));
        Assert.Equal(_pauses, _clock.Over);
    }

    [Fact]
    public async Task After_the_last_pause_it_is_settled_as_put_off_once()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Rcpt ? new Says("451 4.7.1 greylisted") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Pauses = _pauses }, [Mailing.Mail()], _clock);

        Assert.Null(mailing.Problem);
        Assert.Equal("451 4.7.1 greylisted", Assert.IsType<Deferred>(Assert.Single(mailing.Outcomes)).Reply);
        Assert.Equal(3, server.Lines.Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_called_again_after_a_pause()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment is { Stage: SmtpStage.Greeting, Connection: 1 } ? new Says("421 4.3.2 starting up") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Pauses = _pauses }, Mailing.Mails(2), _clock);

        Assert.Null(mailing.Problem);
        Assert.Equal(2, mailing.Outcomes.OfType<Accepted>().Count());
        Assert.Equal([_pauses[0]], _clock.Over);
    }

    [Fact]
    public async Task A_server_that_stays_busy_stops_the_mailing()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Greeting ? new Says("421 4.3.2 shutting down") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Pauses = _pauses }, Mailing.Mails(2), _clock);

        Assert.Equal((ProblemKind.SmtpBusy, "421 4.3.2 shutting down"), (mailing.Problem?.Kind, mailing.Problem?.Subject));
        Assert.Empty(mailing.Settled);
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task A_server_that_puts_everyone_off_is_not_asked_for_everyone()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Rcpt ? new Says("452 4.3.1 disk full") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Pauses = _pauses, Connections = 1 }, Mailing.Mails(500), _clock);

        Assert.Equal((ProblemKind.SmtpRefusesAll, "452 4.3.1 disk full"), (mailing.Problem?.Kind, mailing.Problem?.Subject));
        Assert.Equal(20, mailing.Outcomes.OfType<Deferred>().Count());
        Assert.Equal(60, server.Lines.Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_message_that_breaks_every_connection_is_put_off_and_stops_nobody_else()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Rcpt && moment.Line.Contains("reader2@", StringComparison.Ordinal)
            ? SmtpFault.Drop
            : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 1 }, Mailing.Mails(4));

        Assert.Null(mailing.Problem);
        Assert.Equal(3, mailing.Outcomes.OfType<Accepted>().Count());
        Assert.Equal("reader2@example.org", Assert.Single(mailing.Settled, s => s.Outcome is Deferred).Mail.Recipient);
    }

    [Fact]
    public async Task A_server_that_allows_fewer_connections_gets_everything_over_those()
    {
        await using var server = new SmtpServer();

        // The first four come at once; whoever comes when they have gone is let in.
        server.Script = moment => moment is { Stage: SmtpStage.Greeting, Connection: > 1 and <= 4 } ? new Says("421 4.7.0 too many connections") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 4 }, Mailing.Mails(50));

        Assert.Null(mailing.Problem);
        Assert.Equal(50, mailing.Outcomes.OfType<Accepted>().Count());
    }

    [Fact]
    public async Task A_server_that_goes_away_in_the_middle_leaves_the_rest_untried()
    {
        var server = new SmtpServer();
        server.Script = moment => moment is { Stage: SmtpStage.Mail, Message: > 2 } or { Stage: SmtpStage.Greeting, Connection: > 1 }
            ? SmtpFault.Drop
            : null;
        await using (server)
        {
            var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 1 }, Mailing.Mails(10));

            Assert.Equal(ProblemKind.SmtpUnreachable, mailing.Problem?.Kind);
            Assert.Equal(2, mailing.Settled.Count);
        }
    }
}
