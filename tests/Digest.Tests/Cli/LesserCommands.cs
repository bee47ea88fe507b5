namespace Digest.Tests.Cli;

/// <summary>Commands beside the daily run: feeds, topics, templates.</summary>
public sealed class LesserCommands : IAsyncDisposable
{
    private readonly Trial _trial = new();

    public LesserCommands() => _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched"));

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task Feeds_show_prints_one_object_a_source_in_the_order_given()
    {
        var good = _trial.Write("good.xml", Trial.Rss("Corvette launched"));
        var bad = _trial.Write("bad.xml", "no feed");
        var result = await _trial.RunAtAsync(null, "feeds", "show", bad, good, "--json");
        Assert.Equal(0, result.Code);
        var lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.StartsWith($$"""{"source":"{{bad}}","format":null,"title":null,"problem":"{{bad}}: """, lines[0], StringComparison.Ordinal);
        Assert.StartsWith(
            $$"""{"source":"{{good}}","format":"rss-2.0","title":"Sample Wire","problem":null,"mended":null,"stories":[{"guid":"Corvette launched","title":"Corvette launched","url":"https://example.org/Corvette%20launched","published":"2023-09-05T06:00:00+00:00","standfirst":"About Corvette launched.","source":"Sample Wire","image":null,"authors":[]}]}""",
            lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_show_fails_where_no_source_can_be_read()
    {
        var result = await _trial.RunAtAsync(null, "feeds", "show", _trial.File("missing.xml"));
        Assert.Equal(1, result.Code);
        Assert.Contains("missing.xml: the file can't be read.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_find_lists_what_a_page_announces()
    {
        _trial.Feeds.Serves("/", "<!DOCTYPE html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/wire.xml\"></head><body>Hi</body></html>", "Content-Type: text/html");
        var result = await _trial.RunAtAsync(null, "feeds", "find", _trial.Feeds.At("/").ToString());
        Assert.Equal(0, result.Code);
        Assert.Contains($"{_trial.Feeds.At("/wire.xml")}  rss-2.0, 1 story, \"Sample Wire\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_go_out_as_opml_and_come_in_again()
    {
        var opml = _trial.File("topics.opml");
        Assert.Equal(0, (await _trial.RunAtAsync(null, "topics", "export", "--output", opml)).Code);
        var text = await File.ReadAllTextAsync(opml, TestContext.Current.CancellationToken);
        _trial.Write("topics.opml", text.Replace("North Korea", "The &quot;North&quot;", StringComparison.Ordinal));
        Assert.Equal(0, (await _trial.RunAtAsync(null, "topics", "import", opml)).Code);
        var again = await _trial.RunAtAsync(null, "topics", "import", opml);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        var list = await _trial.RunAtAsync(null, "topics", "list");
        Assert.Equal($"North Korea\n  {_trial.Feeds.At("/wire.xml")}\nThe \"North\"\n  {_trial.Feeds.At("/wire.xml")}\n", list.Output);
    }

    [Fact]
    public async Task Without_a_relay_the_mail_goes_into_a_folder()
    {
        _trial.Configure(smtp: "transport = \"file\"\nfolder = \"outbox\"");
        await _trial.RunAsync("preview", "--output", _trial.File("x.eml"));
        Assert.Equal(0, (await _trial.RunAsync("run")).Code);
        var mail = Assert.Single(Directory.GetFiles(_trial.File("outbox"), "*.eml"));
        Assert.Equal(
            await File.ReadAllBytesAsync(_trial.File("x.eml"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(mail, TestContext.Current.CancellationToken));
        _trial.Configure(smtp: "transport = \"maildir\"\nfolder = \"Maildir\"");
        await _trial.RunAsync("send", "--to", "me@example.org");
        Assert.Single(Directory.GetFiles(_trial.File("Maildir/new")));
        Assert.Empty(_trial.Received);
    }

    [Fact]
    public async Task A_server_that_takes_tokens_gets_one_from_a_command()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "this test's command is one of Unix");
        _trial.Mail.Mechanisms = ["XOAUTH2"];
        _trial.Mail.Password = "t0ken";
        _trial.Configure(smtp: "username = \"digest@example.org\"\naccess_token = \"command:echo t0ken\"");
        Assert.Equal(0, (await _trial.RunAsync("run")).Code);
        Assert.Equal("digest@example.org", Assert.Single(_trial.Mail.Mails).User);
    }

    [Fact]
    public async Task A_template_set_is_written_out_checked_changed_and_used()
    {
        var mine = _trial.File("mine");
        Assert.Equal(0, (await _trial.RunAtAsync(null, "templates", "export", mine)).Code);
        Assert.Equal((0, "The set is sound.\n"), Said(await _trial.RunAtAsync(null, "templates", "check", mine)));
        _trial.Configure(head: "template = \"mine\"");
        _trial.Write("mine/subject.scriban", "Mine: {{ title }}");
        await _trial.RunAsync("run");
        Assert.Contains("\r\nSubject: Mine: Daily Digest\r\n", _trial.Received.Single(), StringComparison.Ordinal);
        _trial.Write("mine/subject.scriban", "Mine: {{ titel }}");
        var check = await _trial.RunAtAsync(null, "templates", "check");
        Assert.Equal(2, check.Code);
        Assert.Contains("mine/subject.scriban:1:", check.Error, StringComparison.Ordinal);
    }

    private static (int, string) Said(Said said) => (said.Code, said.Output);
}
