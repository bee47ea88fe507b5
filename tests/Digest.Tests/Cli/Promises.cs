namespace Digest.Tests.Cli;

/// <summary>The promises, kept by the whole program.</summary>
public sealed class Promises : IAsyncDisposable
{
    private static readonly DateTimeOffset _nextDay = A.Morning.AddDays(1);

    private readonly Trial _trial = new();

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task A_run_sends_what_is_new_once_and_then_says_that_nothing_is()
    {
        Serve("Corvette launched");
        var first = await _trial.RunAsync("run");
        Assert.Equal((0, "\"North Korea: Corvette launched\": 1 story for 1 reader.\nSent 1 message.\n", ""), (first.Code, first.Output, first.Error));
        var second = await _trial.RunAtAsync(_nextDay, "run");
        Assert.Equal(0, second.Code);
        Assert.StartsWith("Nothing new on North Korea; the last story was on 2023-09-05 at 06:00 UTC.", second.Output, StringComparison.Ordinal);
        Assert.Single(_trial.Received);
    }

    [Fact]
    public async Task What_comes_later_is_in_the_next_edition_alone()
    {
        Serve("Corvette launched");
        await _trial.RunAsync("run");
        Serve("Envoy flies home", "Corvette launched");
        await _trial.RunAtAsync(_nextDay, "run");
        Assert.Contains("Envoy flies home", _trial.Received[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Corvette launched", _trial.Received[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_scrolls_off_a_busy_feed_between_two_mornings_is_missed()
    {
        await _trial.RunAsync("run");
        Serve("At noon");
        await _trial.RunAtAsync(A.Morning.AddHours(5), "fetch");
        Serve("At night");
        await _trial.RunAtAsync(_nextDay, "run");
        Assert.Contains("At noon", Assert.Single(_trial.Received), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_1_what_no_server_took_goes_out_later_as_it_was_frozen()
    {
        Serve("Corvette launched");
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Connect ? SmtpFault.Drop : null;
        var refused = await _trial.RunAsync("run");
        Assert.Equal(1, refused.Code);
        Assert.Contains("1 message is still pending", refused.Output, StringComparison.Ordinal);
        byte[] bytes;
        using (var ledger = Digest.Storage.Ledger.OpenScratch(_trial.Ledger))
        {
            bytes = ledger.Pending().Single().ToBytes();
        }

        _trial.Mail.Script = _ => null;
        _trial.Configure(head: "title = \"Another title\"");
        Serve("Envoy flies home");
        var resumed = await _trial.RunAtAsync(A.Morning.AddHours(2), "run");
        Assert.Equal(0, resumed.Code);
        Assert.Equal(bytes, _trial.Mail.Mails.First().Bytes.ToArray());
    }

    [Fact]
    public async Task Promise_1_a_message_whose_answer_was_never_read_goes_again_as_the_same_bytes()
    {
        Serve("Corvette launched");
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Body ? SmtpFault.Drop : null;
        var doubtful = await _trial.RunAsync("run");
        Assert.Equal(1, doubtful.Code);
        Assert.Contains("the server's answer to the message was never read", doubtful.Error, StringComparison.Ordinal);
        byte[] frozen;
        using (var ledger = Digest.Storage.Ledger.OpenScratch(_trial.Ledger))
        {
            frozen = ledger.Pending().Single().ToBytes();
        }

        _trial.Mail.Script = _ => null;
        Assert.Equal(0, (await _trial.RunAtAsync(A.Morning.AddHours(1), "run")).Code);
        Assert.Equal(frozen, _trial.Mail.Mails.Last().Bytes.ToArray());
    }

    [Fact]
    public async Task Promise_2_an_error_page_or_a_cut_off_feed_changes_nothing_that_has_been_seen()
    {
        Serve("Corvette launched");
        await _trial.RunAsync("run");
        _trial.Feeds.Serves("/wire.xml", "<!DOCTYPE html><html><body><h1>Maintenance</h1></body></html>", "Content-Type: text/html");
        Assert.Equal(1, (await _trial.RunAtAsync(_nextDay, "run")).Code);
        Serve("Corvette launched");
        await _trial.RunAtAsync(A.Morning.AddDays(2), "run");
        Assert.Single(_trial.Received);
    }

    [Fact]
    public async Task Promise_3_a_preview_changes_nothing_and_is_what_the_run_then_sends()
    {
        Serve("Corvette launched");
        var eml = _trial.File("out/preview.eml");
        Assert.Equal(0, (await _trial.RunAsync("preview", "--output", eml)).Code);
        Assert.False(File.Exists(_trial.Ledger));
        await _trial.RunAsync("run");
        Assert.Equal(await File.ReadAllBytesAsync(eml, TestContext.Current.CancellationToken), _trial.Mail.Mails.Single().Bytes.ToArray());

        Serve("Envoy flies home");
        var before = await File.ReadAllBytesAsync(_trial.Ledger, TestContext.Current.CancellationToken);
        await _trial.RunAtAsync(_nextDay, "preview", "--output", eml);
        Assert.Equal(before, await File.ReadAllBytesAsync(_trial.Ledger, TestContext.Current.CancellationToken));
        await _trial.RunAtAsync(_nextDay, "run");
        Assert.Equal(await File.ReadAllBytesAsync(eml, TestContext.Current.CancellationToken), _trial.Mail.Mails.Last().Bytes.ToArray());
    }

    [Fact]
    public async Task Promise_4_a_second_run_says_who_holds_the_ledger_and_exits_with_3()
    {
        Digest.Storage.Ledger.Open(_trial.Ledger).Dispose();
        using var held = Digest.Storage.RunLock.Take(_trial.Ledger);
        var result = await _trial.RunAsync("run");
        Assert.Equal(3, result.Code);
        Assert.Contains("Another run holds the ledger", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_5_one_bad_feed_and_one_bad_address_stop_nothing_else()
    {
        Serve("Corvette launched");
        _trial.Configure(
            topic: "",
            more: $"""
            [[topics]]
            name = "Other"
            feeds = ["{_trial.Feeds.At("/missing.xml")}", "{_trial.Feeds.At("/wire.xml")}"]
            [[subscribers]]
            email = "gone@example.org"
            topics = ["Other"]
            """);
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Rcpt && moment.Line.Contains("gone@", StringComparison.Ordinal) ? new Says("550 no such user") : null;
        var result = await _trial.RunAsync("run");
        Assert.Equal(1, result.Code);
        Assert.Contains("gone@example.org was refused: 550 no such user.", result.Error, StringComparison.Ordinal);
        Assert.Contains("/missing.xml: there is nothing at this address", result.Error, StringComparison.Ordinal);
        Assert.Contains("To: reader@example.org", Assert.Single(_trial.Received), StringComparison.Ordinal);
        Assert.Equal(0, (await _trial.RunAtAsync(A.Morning.AddHours(2), "run")).Code);
    }

    [Fact]
    public async Task Promise_6_no_feed_can_add_a_header_a_tag_or_an_address()
    {
        _trial.Feeds.Serves("/wire.xml", $"""
            <?xml version="1.0"?><rss version="2.0"><channel><title>W</title><item><title>A&#13;&#10;Bcc: evil@example.org&lt;script&gt;alert(1)&lt;/script&gt;</title>
            <link>javascript:alert(1)</link><guid isPermaLink="false">1</guid><description>&lt;img src=x onerror=alert(1)&gt;&lt;b&gt;x&lt;/b&gt; "' </description></item></channel></rss>
            """);
        var html = _trial.File("x.html");
        await _trial.RunAsync("preview", "--output", html);
        await _trial.RunAsync("run");
        var head = _trial.Received.Single().Split("\r\n\r\n")[0];
        Assert.DoesNotContain("\r\nBcc:", head, StringComparison.OrdinalIgnoreCase);
        var page = await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onerror", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Promise_7_a_first_run_does_not_flood_and_is_not_empty()
    {
        _trial.Configure(topic: "max_age = \"5h\"");
        Serve([.. Enumerable.Range(1, 30).Select(n => $"Story {n:00}")]);
        await _trial.RunAsync("run");
        Assert.Equal(5, _trial.Received.Single().Split("About Story").Length / 2);

        await using var late = new Trial();
        late.Configure(topic: "max_age = \"1h\"");
        late.Feeds.Serves("/wire.xml", Trial.Rss([.. Enumerable.Range(1, 30).Select(n => $"Story {n:00}")]));
        await late.RunAtAsync(A.Morning.AddDays(9), "run");
        Assert.Contains("Story 01", late.Received.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_8_what_is_still_pending_the_next_morning_expires_and_its_stories_return()
    {
        _trial.Configure(subscriber: "schedule = \"daily 16:00\"");
        Serve("Corvette launched");
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Connect ? SmtpFault.Drop : null;
        await _trial.RunAsync("run");
        _trial.Mail.Script = _ => null;
        Serve("Envoy flies home");
        var result = await _trial.RunAtAsync(_nextDay, "run");
        Assert.Equal(1, result.Code);
        Assert.Contains("reader@example.org: the edition could not be delivered in time", result.Error, StringComparison.Ordinal);
        var mail = Assert.Single(_trial.Received);
        Assert.Contains("Corvette launched", mail, StringComparison.Ordinal);
        Assert.Contains("Envoy flies home", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_9_a_clock_that_jumps_loses_and_repeats_nothing()
    {
        Serve("Corvette launched");
        await _trial.RunAtAsync(A.Morning.AddYears(3), "run");
        Serve("Envoy flies home", "Corvette launched");
        await _trial.RunAtAsync(A.Morning, "run");
        Serve("Third story", "Envoy flies home", "Corvette launched");
        await _trial.RunAtAsync(A.Morning.AddDays(1), "run");
        string[] titles = ["Corvette launched", "Envoy flies home", "Third story"];
        Assert.Equal([1, 1, 1], titles.Select(title => _trial.Received.Count(mail => mail.Contains($"About {title}", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Promise_9_a_ledger_in_real_use_takes_no_other_clock_but_can_be_previewed_with_one()
    {
        Serve("Corvette launched");
        Assert.Equal(0, (await _trial.RunAtAsync(null, "fetch")).Code);
        var refused = await _trial.RunAsync("run");
        Assert.Equal(2, refused.Code);
        Assert.Contains("Leave out `--now`", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _trial.RunAsync("preview")).Code);
    }

    [Fact]
    public async Task Promise_10_a_password_is_nowhere_to_be_seen()
    {
        const string Password = "tr0ub4dor&3";
        _trial.Write("password", Password);
        _trial.Configure(smtp: "username = \"digest@example.org\"\npassword = \"file:password\"");
        _trial.Mail.Mechanisms = ["PLAIN"];
        Serve("Corvette launched");
        var result = await _trial.RunAsync("run", "--verbose", "--log", _trial.File("log"));
        Assert.Equal(1, result.Code);
        Assert.Contains("refused user and password", result.Error, StringComparison.Ordinal);
        var all = result.Output + result.Error + await File.ReadAllTextAsync(_trial.File("log"), TestContext.Current.CancellationToken)
            + System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_trial.Ledger, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Password, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("\0digest@example.org\0" + Password)), all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_10_a_password_in_a_feeds_address_is_not_shown()
    {
        _trial.Write("digest.toml", (await File.ReadAllTextAsync(_trial.Configuration, TestContext.Current.CancellationToken))
            .Replace("http://127", "http://reader:s3cret@127", StringComparison.Ordinal));
        Serve("Corvette launched");
        var good = await _trial.RunAsync("run", "--verbose");
        var json = await _trial.RunAtAsync(_nextDay, "run", "--json");
        _trial.Feeds.Says("/wire.xml", "404 Not Found");
        var bad = await _trial.RunAtAsync(A.Morning.AddDays(2), "run", "--verbose");
        Assert.Equal(1, bad.Code);
        Assert.DoesNotContain("s3cret", good.Output + good.Error + json.Output + json.Error + bad.Output + bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_11_the_same_ledger_configuration_and_clock_give_the_same_bytes()
    {
        Serve("Corvette launched", "Envoy flies home");
        await _trial.RunAsync("preview", "--output", _trial.File("1.eml"));
        await _trial.RunAsync("preview", "--output", _trial.File("2.eml"));
        Assert.Equal(
            await File.ReadAllBytesAsync(_trial.File("1.eml"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(_trial.File("2.eml"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_one_off_moves_nobodys_window_and_can_be_repeated()
    {
        Serve("Corvette launched");
        Assert.Equal(0, (await _trial.RunAsync("send", "--topic", "north korea", "--to", "Someone <someone@example.org>")).Code);
        Assert.Equal(0, (await _trial.RunAsync("send", "--to", "someone@example.org", "--since", "12h")).Code);
        await _trial.RunAsync("run");
        Assert.Equal(["someone@example.org", "someone@example.org", "reader@example.org"], _trial.Mail.Mails.Select(mail => mail.Recipient));
    }

    [Fact]
    public async Task Who_is_not_due_gets_nothing_until_they_are()
    {
        _trial.Configure(subscriber: "schedule = \"daily 16:00\"");
        Serve("Corvette launched");
        await _trial.RunAtAsync(A.Morning, "run");
        Serve("Envoy flies home");
        var early = await _trial.RunAtAsync(A.Morning.AddHours(23), "run");
        Assert.Equal((0, "Nobody is due for an edition now.\n"), (early.Code, early.Output));
        await _trial.RunAtAsync(A.Morning.AddHours(24), "run");
        Assert.Equal(2, _trial.Received.Count);
    }

    private void Serve(params string[] titles) => _trial.Feeds.Serves("/wire.xml", Trial.Rss(titles));
}
