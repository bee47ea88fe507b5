using System.Collections.Concurrent;
using Digest.Smtp;
using Digest.Tests.Smtp;

namespace Digest.Tests.Cli;

/// <summary>
/// What becomes of three readers' editions where the server fails at one stage in one way, seen from the whole program: what
/// it keeps, what it returns, and what the next run, with a sound server, does.
/// </summary>
public sealed class MailFaults : IAsyncDisposable
{
    // A letter for each reader. S: sent, once. P: pending, and the server has nothing. D: pending, and in doubt: the server
    // has it, and gets it again. F: failed for good. The program returns 0 where all are sent.
    private const string AtEveryMessage = """
                   421  450  550  silence  drop  garbage
        Connect    PPP  PPP  PPP  PPP      PPP   PPP
        Greeting   PPP  PPP  PPP  PPP      PPP   PPP
        Ehlo       PPP  PPP  PPP  PPP      PPP   PPP
        StartTls   PPP  PPP  PPP  PPP      PPP   PPP
        Auth       PPP  PPP  PPP  PPP      PPP   PPP
        Mail       PPP  PPP  PPP  PPP      PPP   PPP
        Rcpt       PPP  PPP  FFF  PPP      PPP   PPP
        Data       PPP  PPP  FFF  PPP      PPP   PPP
        Middle     PPP  -    -    PPP      PPP   -
        Body       PPP  PPP  FFF  DDD      DDD   DDD
        Taken      SSS  SSS  SSS  -        SSS   SSS
        Quit       SSS  SSS  SSS  SSS      SSS   SSS
        """;

    private const string Once = """
                   421  450  550  silence  drop  garbage
        Connect    SSS  SSS  PPP  PPP      PPP   PPP
        Greeting   SSS  SSS  PPP  PPP      PPP   PPP
        Ehlo       PPP  PPP  PPP  PPP      PPP   PPP
        StartTls   SSS  SSS  PPP  PPP      PPP   PPP
        Auth       SSS  SSS  PPP  PPP      PPP   PPP
        Mail       SSS  SSS  PPP  SSS      SSS   SSS
        Rcpt       SSS  SSS  FSS  SSS      SSS   SSS
        Data       SSS  SSS  FSS  SSS      SSS   SSS
        Middle     SSS  -    -    PSS      PSS   -
        Body       SSS  SSS  FSS  DSS      DSS   DSS
        Taken      SSS  SSS  SSS  -        SSS   SSS
        Quit       SSS  SSS  SSS  SSS      SSS   SSS
        """;

    private static readonly string[] _readers = ["reader@example.org", "second@example.org", "third@example.org"];

    private readonly Trial _trial = new();
    private readonly ConcurrentQueue<ReceivedMail> _taken = [];

    public static TheoryData<SmtpStage, string, string> CellsAtEveryMessage => Data(AtEveryMessage);

    public static TheoryData<SmtpStage, string, string> CellsOnce => Data(Once);

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Theory]
    [MemberData(nameof(CellsAtEveryMessage))]
    public Task A_fault_at_every_message_leaves_what_the_next_run_finishes(SmtpStage stage, string fault, string readers) =>
        Leaves(readers, stage, fault, isOnce: false);

    [Theory]
    [MemberData(nameof(CellsOnce))]
    public Task A_fault_met_once_leaves_what_the_next_run_finishes(SmtpStage stage, string fault, string readers) =>
        Leaves(readers, stage, fault, isOnce: true);

    [Fact]
    public async Task Promise_5_a_server_that_refuses_everyone_stops_the_run_after_twenty_and_all_stay_pending()
    {
        _trial.Configure(smtp: "connections = 1", more: Trial.Subscribers(Enumerable.Range(2, 29).Select(number => $"reader{number}@example.org")));
        _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched"));
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Rcpt ? new Says("550 5.7.1 not from you") : null;

        var run = await _trial.RunAsync("run");

        Assert.Equal(1, run.Code);
        Assert.Equal(20, _trial.Mail.Lines.Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.Equal(["pending 30"], _trial.Rows("SELECT status, count(*) FROM delivery GROUP BY status"));
        Assert.Contains($"The mail server 127.0.0.1:{_trial.Mail.Port} refuses one message after another: 550 5.7.1 not from you.", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n'), line => line.StartsWith("digest: ", StringComparison.Ordinal));
        Assert.Contains("30 messages are still pending", run.Output, StringComparison.Ordinal);
    }

    private async Task Leaves(string readers, SmtpStage stage, string fault, bool isOnce)
    {
        var clock = Faults.Clock(A.Morning, fault, stage, new SmtpOptions { Host = "", Port = 0, Security = SmtpSecurity.StartTls }.Pauses);
        var met = 0;
        Configure();
        Follow(moment => moment.Stage == stage && (Interlocked.Increment(ref met) == 1 || !isOnce) ? Faults.Of(fault, stage, clock) : null);
        _trial.Clock = clock;

        var run = await _trial.RunAsync("run");

        Assert.Equal(readers, Letters());
        Assert.Equal(readers == "SSS" ? 0 : 1, run.Code);
        Assert.Equal(readers == "SSS", run.Error.Length == 0);
        Assert.NotEqual(0, met);

        Follow(_ => null);
        _trial.Clock = TimeProvider.System;
        var next = await _trial.RunAtAsync(A.Morning.AddHours(1), "run");

        Assert.Equal((0, ""), (next.Code, next.Error));
        Assert.Equal(readers.Replace('P', 'S').Replace('D', 'S'), Letters());
        foreach (var (reader, letter) in _readers.Zip(readers))
        {
            var mails = _taken.Where(mail => mail.Recipient == reader).Select(mail => Convert.ToHexString(mail.Bytes.Span)).ToList();
            Assert.Equal(letter switch { 'F' => 0, 'D' => 2, _ => 1 }, mails.Count);
            Assert.True(mails.Distinct().Count() <= 1);
        }
    }

    private static TheoryData<SmtpStage, string, string> Data(string table)
    {
        var data = new TheoryData<SmtpStage, string, string>();
        foreach (var (stage, fault, cell) in Faults.Cells(table))
        {
            data.Add(stage, fault, cell);
        }

        return data;
    }

    /// <summary>Everything that a conversation can have: TLS, a password, three messages.</summary>
    private void Configure()
    {
        _trial.Mail.Certificate = TestAuthority.Loopback;
        _trial.Mail.Mechanisms = ["PLAIN"];
        _trial.Write("authority.pem", TestAuthority.Pem);
        _trial.Write("password", _trial.Mail.Password);
        _trial.Configure(
            security: "starttls",
            smtp: $"connections = 1\nusername = \"{_trial.Mail.Username}\"\npassword = \"file:password\"\nauthority = \"file:authority.pem\"",
            more: Trial.Subscribers(_readers.Skip(1)));
        _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched"));
    }

    /// <summary>Gives the server a script, and keeps each message that it does not refuse at its end.</summary>
    private void Follow(Func<SmtpMoment, SmtpFault?> script) => _trial.Mail.Script = moment =>
    {
        var fault = script(moment);
        if (moment.Stage == SmtpStage.Body && fault is not Says { Reply: ['4' or '5', ..] })
        {
            _taken.Enqueue(_trial.Mail.Mails.Last());
        }

        return fault;
    };

    private string Letters() => string.Concat(_trial.Rows("SELECT status, address FROM delivery ORDER BY id").Select(row => row.Split(' ') switch
    {
        ["sent", _] => 'S',
        ["failed", _] => 'F',
        [_, var address] => _taken.Any(mail => mail.Recipient == address) ? 'D' : 'P',
        _ => '?',
    }));
}
