namespace Digest.Tests.Cli;

/// <summary><c>history</c>, <c>status</c> and <c>doctor</c>: they look, and change nothing but what they are told to.</summary>
public sealed class LookingBack : IAsyncDisposable
{
    private readonly Trial _trial = new();

    public LookingBack() => _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched"));

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task Editions_are_listed_with_what_became_of_them()
    {
        Assert.Equal("Nothing has been sent yet.\n", (await _trial.RunAsync("history")).Output);
        await _trial.RunAsync("run");
        Assert.Equal(
            """
            edition  made                sent  pending  failed  subject
            1        2023-09-05 16:00    1     0        0       North Korea: Corvette launched

            """,
            (await _trial.RunAsync("history", "list")).Output);
        Assert.Matches(@"^reader@example\.org  sent   1      2023-09-05 16:00  250 ", (await _trial.RunAsync("history", "show", "1")).Output.Split('\n')[1]);
        Assert.StartsWith("{\"id\":1,\"madeAt\":\"2023-09-05T07:00:00+00:00\"", (await _trial.RunAsync("history", "--json")).Output, StringComparison.Ordinal);
        var unknown = await _trial.RunAsync("history", "show", "7");
        Assert.Equal(2, unknown.Code);
        Assert.Contains("has no edition 7", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edition_is_sent_again_as_the_same_body_under_another_Message_ID()
    {
        await _trial.RunAsync("run");
        var again = await _trial.RunAtAsync(A.Morning.AddHours(3), "history", "resend", "1", "--to", "guest@example.org", "--to", "reader@example.org");

        Assert.Equal((0, "\"North Korea: Corvette launched\": again for 2 readers.\nSent 2 messages.\n"), (again.Code, again.Output));
        Assert.Equal(["reader@example.org", "guest@example.org", "reader@example.org"], _trial.Mail.Mails.Select(mail => mail.Recipient));
        Assert.Single(_trial.Received.Select(mail => mail[mail.IndexOf("Content-Type: multipart", StringComparison.Ordinal)..]).Distinct());
        Assert.Equal(3, _trial.Received.Select(mail => mail.Split("Message-ID: ")[1].Split('\r')[0]).Distinct().Count());
    }

    [Fact]
    public async Task Without_addresses_it_goes_to_those_to_whom_it_was_refused()
    {
        _trial.Configure(more: "[[subscribers]]\nemail = \"full@example.org\"\ntopics = [\"North Korea\"]");
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Rcpt && moment.Line.Contains("full@", StringComparison.Ordinal) ? new Says("552 mailbox full") : null;
        Assert.Equal(1, (await _trial.RunAsync("run")).Code);
        _trial.Mail.Script = _ => null;

        Assert.Equal(0, (await _trial.RunAsync("history", "resend", "1")).Code);

        Assert.Equal(["reader@example.org", "full@example.org"], _trial.Mail.Mails.Select(mail => mail.Recipient));
        var nobody = await _trial.RunAsync("history", "resend", "1");
        Assert.Equal(2, nobody.Code);
        Assert.Contains("There is nobody to whom this edition was refused.", nobody.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_shows_feeds_and_who_is_due_when()
    {
        _trial.Configure(subscriber: "schedule = \"daily 07:00\"", topic: "max_stories = 3");
        Assert.Contains("There has been no run yet.", (await _trial.RunAsync("status")).Output, StringComparison.Ordinal);
        await _trial.RunAsync("run");
        _trial.Feeds.Says("/wire.xml", "500 Oops");
        await _trial.RunAtAsync(A.Morning.AddHours(1), "run");

        var status = (await _trial.RunAtAsync(A.Morning.AddHours(2), "status")).Output;

        Assert.Contains("Last run: 2023-09-05 17:00, incomplete.\nNothing is pending.\n", status, StringComparison.Ordinal);
        Assert.Contains("failing since 2023-09-05 17:00", status, StringComparison.Ordinal);
        Assert.Contains("reader@example.org  2023-09-06 07:00  daily 07:00  North Korea", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_finds_nothing_where_all_is_well_and_leaves_everything_as_it_is()
    {
        await _trial.RunAsync("run");
        var before = Directory.GetFiles(_trial.Folder).Select(file => (file, File.GetLastWriteTimeUtc(file), new FileInfo(file).Length)).ToList();

        var said = await _trial.RunAtAsync(A.Morning.AddHours(1), "doctor");

        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.DoesNotContain("LOOK", said.Output, StringComparison.Ordinal);
        Assert.Contains("ok    Mail server: 127.0.0.1: lets us in", said.Output, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(_trial.Folder).Select(file => (file, File.GetLastWriteTimeUtc(file), new FileInfo(file).Length)));
        Assert.Single(_trial.Received);
    }

    [Fact]
    public async Task The_doctor_says_what_is_wrong_and_what_to_do()
    {
        await _trial.RunAsync("run");
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Greeting ? new Says("554 go away") : null;
        _trial.Feeds.Says("/wire.xml", "404 Not Found");
        await _trial.RunAtAsync(A.Morning.AddHours(1), "fetch");

        var said = await _trial.RunAtAsync(A.Morning.AddDays(-1), "doctor");

        Assert.Equal(1, said.Code);
        Assert.Contains("there is nothing at this address", said.Output, StringComparison.Ordinal);
        Assert.Contains("554 go away", said.Output, StringComparison.Ordinal);
        Assert.Contains("which is still to come. Set the machine's clock", said.Output, StringComparison.Ordinal);
        var late = await _trial.RunAtAsync(A.Morning.AddDays(30), "doctor");
        Assert.Contains("There has been no `digest run` since 2023-09-05 07:00 UTC.", late.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_finds_a_ledger_that_is_damaged()
    {
        await _trial.RunAsync("run");
        var bytes = await File.ReadAllBytesAsync(_trial.Ledger, TestContext.Current.CancellationToken);

        // A page in the middle, so that the file still opens.
        Array.Fill(bytes, (byte)0x5A, 4096 * 4, 4096 * 6);
        await File.WriteAllBytesAsync(_trial.Ledger, bytes, TestContext.Current.CancellationToken);

        var said = await _trial.RunAtAsync(A.Morning.AddHours(1), "doctor");

        Assert.Equal(1, said.Code);
        Assert.Contains($"{_trial.Ledger} is no ledger of this program, or it is damaged.", said.Output, StringComparison.Ordinal);
    }
}
