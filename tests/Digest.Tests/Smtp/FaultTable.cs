using Digest.Smtp;

namespace Digest.Tests.Smtp;

/// <summary>
/// What becomes of a mailing of one message where the server fails at one stage, always, in one way. A problem stops
/// the mailing, with the message untried; deferred and in doubt leave it pending; refused fails it. (A server that has
/// taken the message has nothing more to say.)
/// </summary>
public sealed class FaultTable
{
    private const string Table = """
                   421           450           550                 silence          drop             reset            garbage          no end
        Connect    SmtpBusy      SmtpBusy      SmtpUnwilling       SmtpUnreachable  SmtpUnreachable  SmtpUnreachable  SmtpBroken       SmtpBroken
        Greeting   SmtpBusy      SmtpBusy      SmtpUnwilling       SmtpUnreachable  SmtpUnreachable  SmtpUnreachable  SmtpBroken       SmtpBroken
        Ehlo       SmtpBroken    SmtpBusy      SmtpUnwilling       SmtpBroken       SmtpBroken       SmtpBroken       SmtpBroken       SmtpBroken
        StartTls   SmtpBusy      SmtpBusy      SmtpNoStartTls      SmtpBroken       SmtpBroken       SmtpBroken       SmtpBroken       SmtpBroken
        Auth       SmtpBusy      SmtpBusy      SmtpAuthentication  SmtpBroken       SmtpBroken       SmtpBroken       SmtpBroken       SmtpBroken
        Mail       Deferred      Deferred      SmtpSender          Deferred         Deferred         Deferred         Deferred         Deferred
        Rcpt       Deferred      Deferred      Refused             Deferred         Deferred         Deferred         Deferred         Deferred
        Data       Deferred      Deferred      Refused             Deferred         Deferred         Deferred         Deferred         Deferred
        Body       Deferred      Deferred      Refused             InDoubt          InDoubt          InDoubt          InDoubt          InDoubt
        Taken      Accepted      Accepted      Accepted            -                Accepted         -                Accepted         Accepted
        Quit       Accepted      Accepted      Accepted            Accepted         Accepted         Accepted         Accepted         Accepted
        """;

    public static TheoryData<SmtpStage, string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<SmtpStage, string, string, string>();
            foreach (var (stage, fault, outcome) in Faults.Cells(Table))
            {
                foreach (var extensions in Extensions(stage))
                {
                    cells.Add(stage, fault, outcome, extensions);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_fault_at_a_stage_has_its_outcome(SmtpStage stage, string fault, string outcome, string extensions)
    {
        var clock = Faults.Clock(Mailing.Date, fault, stage);
        await using var server = new SmtpServer
        {
            Certificate = TestAuthority.Loopback,
            Mechanisms = ["PLAIN"],
            Extensions = extensions.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
        server.Script = moment => moment.Stage == stage ? Faults.Of(fault, stage, clock) : null;
        var options = Mailing.To(server, SmtpSecurity.StartTls) with { Username = server.Username, Password = server.Password };

        var mailing = await Mailing.DeliverAsync(options, [Mailing.Mail()], clock);

        var came = mailing.Problem?.Kind.ToString() ?? Assert.Single(mailing.Outcomes).GetType().Name;
        Assert.Equal(outcome, came);
        Assert.Equal(mailing.Problem is null ? 1 : 0, mailing.Settled.Count);
        Assert.Equal(stage >= SmtpStage.Body ? 1 : 0, server.Mails.Count);
    }

    [Theory]
    [InlineData(SmtpStage.Greeting, 300)]
    [InlineData(SmtpStage.Rcpt, 30)]
    [InlineData(SmtpStage.Body, 600)]
    [InlineData(SmtpStage.Quit, 5)]
    public async Task A_server_has_as_long_as_the_stage_may_take(SmtpStage stage, int seconds)
    {
        var clock = Faults.Clock(Mailing.Date, "silence", stage);
        await using var server = new SmtpServer();
        server.Script = moment => moment.Stage == stage ? Faults.Of("silence", stage, clock) : null;

        await Mailing.DeliverAsync(Mailing.To(server), [Mailing.Mail()], clock);

        Assert.Equal(TimeSpan.FromSeconds(seconds), clock.Over.First());
    }

    private static string[] Extensions(SmtpStage stage) => stage switch
    {
        SmtpStage.Data => ["PIPELINING", ""],
        >= SmtpStage.Mail => ["PIPELINING", "", "PIPELINING CHUNKING"],
        _ => ["PIPELINING"],
    };
}
