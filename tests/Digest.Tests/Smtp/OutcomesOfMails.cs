using Digest.News;
using Digest.Smtp;

namespace Digest.Tests.Smtp;

public sealed class OutcomesOfMails
{
    [Fact]
    public async Task A_recipient_that_is_refused_stops_nobody_else()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Rcpt && moment.Line.Contains("reader2@", StringComparison.Ordinal)
            ? new Says("550-5.1.1 no such\r\n550 5.1.1 reader")
            : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server), Mailing.Mails(3));

        Assert.Null(mailing.Problem);
        Assert.Equal(2, mailing.Outcomes.OfType<Accepted>().Count());
        var (mail, outcome) = Assert.Single(mailing.Settled, s => s.Outcome is Refused);
        Assert.Equal(("reader2@example.org", "550 5.1.1 no such 5.1.1 reader"), (mail.Recipient, ((Refused)outcome).Reply));
    }

    [Fact]
    public async Task A_connection_lost_before_the_body_costs_nothing()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment is { Stage: SmtpStage.Mail, Connection: 1, Message: 2 } ? SmtpFault.Drop : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 1 }, Mailing.Mails(4));

        Assert.Null(mailing.Problem);
        Assert.Equal(4, mailing.Outcomes.OfType<Accepted>().Count());
        Assert.Equal(4, server.Mails.Count);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_server_with_a_limit_of_messages_a_connection_gets_new_connections()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment is { Stage: SmtpStage.Mail, Message: > 3 } ? new Says("421 4.7.0 too many messages") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 1 }, Mailing.Mails(10));

        Assert.Null(mailing.Problem);
        Assert.Equal(10, mailing.Outcomes.OfType<Accepted>().Count());
        Assert.Equal(4, server.Connections);
    }

    [Fact]
    public async Task A_message_whose_answer_never_came_is_in_doubt_and_not_sent_again()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment is { Stage: SmtpStage.Body, Connection: 1 } ? SmtpFault.Drop : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 1 }, Mailing.Mails(2));

        Assert.Null(mailing.Problem);
        Assert.Equal([typeof(InDoubt), typeof(Accepted)], mailing.Outcomes.Select(outcome => outcome.GetType()));
        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task Nobody_listening_stops_the_mailing()
    {
        SmtpOptions options;
        await using (var server = new SmtpServer())
        {
            options = Mailing.To(server);
        }

        var mailing = await Mailing.DeliverAsync(options, Mailing.Mails(2));

        Assert.Equal((ProblemKind.SmtpUnreachable, $"localhost:{options.Port}"), (mailing.Problem?.Kind, mailing.Problem?.Where));
        Assert.Empty(mailing.Settled);
    }

    [Fact]
    public async Task A_refused_sender_stops_the_mailing()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Mail ? new Says("550 5.7.1 not from here") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server), Mailing.Mails(2));

        Assert.Equal((ProblemKind.SmtpSender, "550 5.7.1 not from here"), (mailing.Problem?.Kind, mailing.Problem?.Subject));
        Assert.Empty(mailing.Settled);
    }

    [Fact]
    public async Task A_server_that_refuses_everyone_stops_the_mailing_and_fails_nobody()
    {
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == SmtpStage.Rcpt ? new Says("554 5.7.1 relay access denied") : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 1 }, Mailing.Mails(100));

        Assert.Equal((ProblemKind.SmtpRefusesAll, "554 5.7.1 relay access denied"), (mailing.Problem?.Kind, mailing.Problem?.Subject));
        Assert.Equal(20, server.Lines.Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.Empty(mailing.Settled);
    }

    [Fact]
    public async Task No_more_connections_are_opened_than_there_are_messages()
    {
        await using var server = new SmtpServer();

        await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 8 }, Mailing.Mails(2));

        Assert.InRange(server.Connections, 1, 2);
    }

    [Fact]
    public async Task All_connections_work_at_the_same_time()
    {
        await using var server = new SmtpServer();
        var together = new TaskCompletionSource();
        var arrived = 0;
        server.Script = moment => moment is { Stage: SmtpStage.Body, Message: 1 }
            ? new Happens(stop =>
            {
                if (Interlocked.Increment(ref arrived) == 3)
                {
                    together.SetResult();
                }

                return together.Task.WaitAsync(stop);
            })
            : null;

        var mailing = await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 3 }, Mailing.Mails(30));

        Assert.Null(mailing.Problem);
        Assert.Equal(30, server.Mails.Select(mail => mail.Recipient).Distinct().Count());
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task Each_outcome_is_settled_before_its_connection_takes_the_next_message()
    {
        await using var server = new SmtpServer();
        var mailing = new Mailing();
        server.Script = moment =>
        {
            if (moment.Stage == SmtpStage.Mail)
            {
                Assert.Equal(moment.Message - 1, mailing.Settled.Count);
            }

            return null;
        };

        var problem = await new SmtpMailer(Mailing.To(server) with { Connections = 1 }, TimeProvider.System)
            .DeliverAsync(Mailing.Mails(5), _ => true, mailing.Settle, TestContext.Current.CancellationToken);

        Assert.Null(problem);
        Assert.Equal(5, mailing.Settled.Count);
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_kept_ends_the_mailing_and_nothing_is_sent_twice()
    {
        await using var server = new SmtpServer();
        var full = new ProblemException(new Problem(ProblemKind.LedgerNotWritable));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => new SmtpMailer(Mailing.To(server) with { Connections = 3 }, TimeProvider.System)
            .DeliverAsync(Mailing.Mails(50), _ => true, (_, _) => throw full, TestContext.Current.CancellationToken));

        Assert.Same(full, thrown);
        Assert.InRange(server.Mails.Count, 1, 3);
        Assert.Equal(server.Mails.Count, server.Mails.Select(mail => mail.Recipient).Distinct().Count());
    }
}
