namespace Digest.Tests.Cli;

/// <summary>Subscribers who live in the ledger, who leave, and whom no server wants.</summary>
public sealed class WhoReads : IAsyncDisposable
{
    private readonly Trial _trial = new();

    public WhoReads() => _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched"));

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task A_subscriber_of_the_ledgers_gets_what_the_configurations_get()
    {
        var added = await _trial.RunAsync("subscribers", "add", "Ada <ada@example.org>", "--topic", "north korea");
        Assert.Equal((0, "ada@example.org: added; follows North Korea.\n"), (added.Code, added.Error));

        Assert.Equal(0, (await _trial.RunAsync("run")).Code);

        Assert.Equal(["ada@example.org", "reader@example.org"], _trial.Mail.Mails.Select(mail => mail.Recipient).Order());
        Assert.Contains(_trial.Received, mail => mail.Contains("To: Ada <ada@example.org>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schedule_and_a_zone_of_the_ledgers_count()
    {
        await _trial.RunAsync("subscribers", "add", "ada@example.org", "--schedule", "daily 07:00", "--timezone", "Asia/Seoul");
        await _trial.RunAsync("run");
        _trial.Feeds.Serves("/wire.xml", Trial.Rss("Envoy flies home"));
        await _trial.RunAtAsync(A.Morning.AddHours(2), "run");
        Assert.Equal(["ada@example.org", "reader@example.org", "reader@example.org"], _trial.Mail.Mails.Select(mail => mail.Recipient).Order());
        await _trial.RunAtAsync(A.Morning.AddHours(15), "run");
        Assert.Equal("ada@example.org", _trial.Mail.Mails.Last().Recipient);
    }

    [Fact]
    public async Task Nobody_may_live_in_the_configuration_and_in_the_ledger()
    {
        var twice = await _trial.RunAsync("subscribers", "add", "Reader@example.org");
        Assert.Equal(2, twice.Code);
        Assert.Contains("Reader@example.org is a subscriber in the configuration", twice.Error, StringComparison.Ordinal);

        await _trial.RunAsync("subscribers", "add", "ada@example.org");
        _trial.Configure(more: "[[subscribers]]\nemail = \"ada@example.org\"\ntopics = [\"North Korea\"]");
        var run = await _trial.RunAsync("run");
        Assert.Equal(2, run.Code);
        Assert.Contains("ada@example.org is a subscriber in the configuration and in the ledger", run.Error, StringComparison.Ordinal);
        Assert.Empty(_trial.Received);
    }

    [Fact]
    public async Task A_table_is_taken_in_whole_or_not_at_all_and_every_fault_is_told()
    {
        var file = _trial.Write("readers.csv", "email,name,topics\nada@example.org,\"Lovelace, Ada\",North Korea\nnobody,,\nx@example.org,Smith, John,\nbo@example.org,,North Krea\nada@example.org,,\n");
        var wrong = await _trial.RunAsync("subscribers", "import", file);
        Assert.Equal(2, wrong.Code);
        Assert.Contains($"{file}:3: \"nobody\" is not valid here.", wrong.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:4: \"\" is not valid here.", wrong.Error.Replace(":4:  is", ":4: \"\" is", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"{file}:5: there is no topic \"North Krea\".", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"North Korea\"?", wrong.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:6: \"ada@example.org\" is there twice.", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", (await _trial.RunAsync("subscribers", "list")).Output, StringComparison.Ordinal);

        _trial.Write("readers.csv", "email,name,topics\nada@example.org,\"Lovelace, Ada\",North Korea\n");
        Assert.Equal("1 subscriber added, 0 were there already.\n", (await _trial.RunAsync("subscribers", "import", file)).Error);
        var exported = await _trial.RunAsync("subscribers", "export");
        Assert.Equal("email,name,topics,schedule,timezone\nada@example.org,\"Lovelace, Ada\",North Korea,,\n", exported.Output);
        _trial.Write("readers.csv", exported.Output);
        Assert.Equal("0 subscribers added, 1 was there already.\n", (await _trial.RunAsync("subscribers", "import", file)).Error);
    }

    [Fact]
    public async Task A_token_of_an_unsubscribe_link_names_its_reader()
    {
        _trial.Configure(head: "[unsubscribe]\nurl = \"https://example.org/leave/{token}\"\n");
        await _trial.RunAsync("run");
        var token = _trial.Received[0].Split("<https://example.org/leave/")[1].Split('>')[0];

        Assert.Equal("reader@example.org: unsubscribed; 0 pending messages stopped.\n", (await _trial.RunAsync("subscribers", "unsubscribe", token)).Error);

        _trial.Feeds.Serves("/wire.xml", Trial.Rss("Envoy flies home"));
        Assert.Equal(0, (await _trial.RunAtAsync(A.Morning.AddDays(1), "run")).Code);
        Assert.Single(_trial.Received);
        Assert.Equal(2, (await _trial.RunAsync("subscribers", "unsubscribe", new string('x', 32))).Code);
    }

    [Fact]
    public async Task So_does_the_token_of_a_guest_who_was_sent_one_edition()
    {
        _trial.Configure(head: "[unsubscribe]\nurl = \"https://example.org/leave/{token}\"\n");
        await _trial.RunAsync("send", "--to", "guest@example.org");
        var token = _trial.Received[0].Split("<https://example.org/leave/")[1].Split('>')[0];

        Assert.StartsWith("guest@example.org: unsubscribed", (await _trial.RunAsync("subscribers", "unsubscribe", token)).Error, StringComparison.Ordinal);

        Assert.Equal(1, (await _trial.RunAsync("send", "--to", "guest@example.org")).Code);
        Assert.Single(_trial.Received);
        var preview = await _trial.RunAsync("subscribers", "add", "guest@example.org");
        Assert.Equal((2, true), (preview.Code, preview.Error.Contains("guest@example.org has unsubscribed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_topic_named_twice_is_followed_once()
    {
        await _trial.RunAsync("subscribers", "add", "ada@example.org", "--topic", "North Korea", "--topic", "north korea");
        Assert.Equal((0, ""), await CodeAndErrorAsync("run"));
        Assert.Equal(2, _trial.Received.Count);
        Assert.Equal((0, ""), await CodeAndErrorAsync("preview", "--topic", "North Korea", "--topic", "north korea"));
    }

    [Fact]
    public async Task A_preview_of_topics_is_in_the_readers_own_zone_wherever_the_reader_lives()
    {
        await _trial.RunAsync("subscribers", "add", "ada@example.org", "--timezone", "America/New_York");
        var preview = await _trial.RunAsync("preview", "--subscriber", "ada@example.org", "--topic", "North Korea");
        Assert.Contains("02:00\u00A0EDT", preview.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_previews_for_someone_who_has_left()
    {
        await _trial.RunAsync("subscribers", "unsubscribe", "reader@example.org");
        var preview = await _trial.RunAsync("preview");
        Assert.Equal((2, ""), (preview.Code, preview.Output));
        Assert.Contains("reader@example.org has unsubscribed", preview.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_refuses_three_editions_in_a_row_is_left_out_until_restored_and_is_no_alarm()
    {
        _trial.Configure(more: "[[subscribers]]\nemail = \"gone@example.org\"\ntopics = [\"North Korea\"]");
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Rcpt && moment.Line.Contains("gone@", StringComparison.Ordinal) ? new Says("550 5.1.1 no such user") : null;
        var codes = new List<(int, bool)>();
        for (var day = 0; day < 5; day++)
        {
            _trial.Feeds.Serves("/wire.xml", Trial.Rss($"Story of day {day}"));
            var said = await _trial.RunAtAsync(A.Morning.AddDays(day), "run");
            codes.Add((said.Code, said.Error.Contains("gone@example.org: three editions in a row were refused", StringComparison.Ordinal)));
        }

        Assert.Equal([(1, false), (1, false), (1, true), (0, false), (0, false)], codes);
        Assert.Contains("never: refused, suspended on 2023-09-07", (await _trial.RunAtAsync(A.Morning.AddDays(5), "subscribers", "list")).Output, StringComparison.Ordinal);

        _trial.Mail.Script = _ => null;
        Assert.Equal("gone@example.org: restored.\n", (await _trial.RunAsync("subscribers", "restore", "gone@example.org")).Error);
        Assert.Equal(0, (await _trial.RunAtAsync(A.Morning.AddDays(5), "run")).Code);
        Assert.Equal("gone@example.org", _trial.Mail.Mails.Last().Recipient);
        Assert.Contains("Story of day 4", _trial.Received[^1], StringComparison.Ordinal);
    }

    private async Task<(int, string)> CodeAndErrorAsync(params string[] args)
    {
        var said = await _trial.RunAsync(args);
        return (said.Code, said.Error);
    }

    [Fact]
    public async Task A_second_deferral_of_the_same_message_is_no_alarm()
    {
        _trial.Clock = new TrialClock(A.Morning, wait => wait.TotalSeconds is 5 or 20 or 75 or 200);
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Rcpt ? new Says("450 later") : null;
        Assert.Equal(1, (await _trial.RunAsync("run")).Code);
        var second = await _trial.RunAtAsync(A.Morning.AddMinutes(30), "run");
        Assert.Equal(0, second.Code);
        Assert.Contains("1 message is still pending", second.Output, StringComparison.Ordinal);
    }
}
