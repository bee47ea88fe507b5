using Digest.Smtp;
using Digest.Tests.Infra;

namespace Digest.Tests.Smtp;

/// <summary>
/// What becomes of a mailing of one message where the server fails at one stage, always, in one way. A problem stops
/// the mailing, with the message untried; deferred and in doubt leave it pending; refused fails it.
/// </summary>
public sealed class FaultTable
{
    private const string Table = """
                   421           450           550                 silence          drop             garbage
        Connect    SmtpBusy      SmtpBusy      SmtpUnwilling       SmtpUnreachable  SmtpUnreachable  SmtpBroken
        Greeting   SmtpBusy      SmtpBusy      SmtpUnwilling       SmtpUnreachable  SmtpUnreachable  SmtpBroken
        Ehlo       SmtpBroken    SmtpBusy      SmtpUnwilling       SmtpBroken       SmtpBroken       SmtpBroken
        StartTls   SmtpBusy      SmtpBusy      SmtpNoStartTls      SmtpBroken       SmtpBroken       SmtpBroken
        Auth       SmtpBusy      SmtpBusy      SmtpAuthentication  SmtpBroken       SmtpBroken       SmtpBroken
        Mail       Deferred      Deferred      SmtpSender          Deferred         Deferred         Deferred
        Rcpt       Deferred      Deferred      Refused             Deferred         Deferred         Deferred
        Data       Deferred      Deferred      Refused             Deferred         Deferred         Deferred
        Body       Deferred      Deferred      Refused             InDoubt          InDoubt          InDoubt
        Taken      Accepted      Accepted      Accepted            Accepted         Accepted         Accepted
        Quit       Accepted      Accepted      Accepted            Accepted         Accepted         Accepted
        """;

    public static TheoryData<SmtpStage, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<SmtpStage, string, string>();
            var rows = Table.Split('\n').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
            foreach (var row in rows.Skip(1))
            {
                foreach (var (fault, outcome) in rows[0].Zip(row.Skip(1)))
                {
                    cells.Add(Enum.Parse<SmtpStage>(row[0]), fault, outcome);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_fault_at_a_stage_has_its_outcome(SmtpStage stage, string fault, string outcome)
    {
        await using var server = new SmtpServer { Certificate = TestAuthority.Loopback, Mechanisms = ["PLAIN"] };
        server.Script = moment => moment.Stage == stage ? Fault(fault) : null;
        var options = Mailing.To(server, SmtpSecurity.StartTls) with { Username = server.Username, Password = server.Password };
        if (fault == "silence")
        {
            var little = TimeSpan.FromMilliseconds(400);
            options = options with { Timeout = little, GreetingTimeout = little, FinalTimeout = little };
        }

        var mailing = await Mailing.DeliverAsync(options, [Mailing.Mail()]);

        var came = mailing.Problem?.Kind.ToString() ?? Assert.Single(mailing.Outcomes).GetType().Name;
        Assert.Equal(outcome, came);
        Assert.Equal(mailing.Problem is null ? 1 : 0, mailing.Settled.Count);
        Assert.Equal(stage >= SmtpStage.Body ? 1 : 0, server.Mails.Count);
    }

    private static SmtpFault Fault(string name) => name switch
    {
        "silence" => SmtpFault.Silence,
        "drop" => SmtpFault.Drop,
        "garbage" => SmtpFault.Garbage,
        _ => new Says($"{name} 4.3.2 as you see"),
    };
}
