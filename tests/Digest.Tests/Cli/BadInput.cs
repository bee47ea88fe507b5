namespace Digest.Tests.Cli;

/// <summary>What is wrong is said in a sentence, with the right exit code, and stops nothing else.</summary>
public sealed class BadInput : IAsyncDisposable
{
    private readonly Trial _trial = new();

    public BadInput() => _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched"));

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task No_configuration()
    {
        File.Delete(_trial.Configuration);
        await Fails(2, "There is no configuration:", "`digest init`", "run");
    }

    [Fact]
    public async Task Everything_wrong_with_a_configuration_at_once()
    {
        _trial.Configure(head: "tittle = \"News\"\nlanguage = 7", subscriber: "zone = \"x\"");
        var result = await _trial.RunAsync("run");
        Assert.Equal(2, result.Code);
        Assert.Contains($"{_trial.Configuration}:3:1: there is no key \"tittle\".", result.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"title\"?", result.Error, StringComparison.Ordinal);
        Assert.Contains(":4:12: \"language\" has a value of the wrong type.", result.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"timezone\"?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_address()
    {
        _trial.Configure(more: "[[subscribers]]\nemail = \"reader(at)example.org\"\ntopics = [\"North Korea\"]");
        await Fails(2, "\"reader(at)example.org\" is not valid here.", "reader@example.org", "run");
    }

    [Fact]
    public async Task An_unknown_topic()
    {
        await Fails(2, "There is no topic \"Nroth Korea\".", "North Korea", "send", "--topic", "Nroth Korea", "--to", "a@example.org");
        _trial.Configure(more: "[[subscribers]]\nemail = \"b@example.org\"\ntopics = [\"Nroth Korea\"]");
        await Fails(2, "there is no topic \"Nroth Korea\".", "Did you mean \"North Korea\"?", "run");
    }

    [Fact]
    public async Task A_missing_password()
    {
        _trial.Configure(smtp: "username = \"digest@example.org\"\npassword = \"env:DIGEST_TEST_UNSET\"");
        await Fails(2, "env:DIGEST_TEST_UNSET gives nothing (it is not set).", "Set the variable", "run");
        Assert.Equal(0, (await _trial.RunAsync("preview")).Code);
    }

    [Fact]
    public async Task A_template_with_a_syntax_error()
    {
        _trial.Configure(head: "template = \"mine\"");
        _trial.Write("mine/subject.scriban", "News\n{{ if }}");
        _trial.Write("mine/text.scriban", "News");
        _trial.Write("mine/html.scriban", "<p>News</p>");
        await Fails(2, "mine/subject.scriban:2:", "Mend it there; nothing was sent.", "run");
    }

    [Fact]
    public async Task No_mail_server_at_all()
    {
        _trial.Write("digest.toml", (await File.ReadAllTextAsync(_trial.Configuration, TestContext.Current.CancellationToken))
            .Replace("[smtp]", "[fetch]", StringComparison.Ordinal).Replace("host = ", "# ", StringComparison.Ordinal)
            .Replace("port = ", "# ", StringComparison.Ordinal).Replace("security = ", "# ", StringComparison.Ordinal));
        await Fails(2, "there is no mail server.", "Add an [smtp] table", "run");
    }

    [Theory]
    [InlineData(SmtpStage.Connect, null, "can't be reached")]
    [InlineData(SmtpStage.Mail, "550 not you", "takes no mail from this sender: 550 not you.")]
    [InlineData(SmtpStage.Rcpt, "550 no such user", "reader@example.org was refused: 550 no such user.")]
    [InlineData(SmtpStage.Rcpt, "450 greylisted", "reader@example.org was put off by the server: 450 greylisted.")]
    public async Task A_server_that_refuses(SmtpStage stage, string? reply, string sentence)
    {
        _trial.Clock = new TrialClock(A.Morning, wait => wait.TotalSeconds is 5 or 20 or 75 or 200);
        _trial.Mail.Script = moment => moment.Stage != stage ? null : reply is null ? SmtpFault.Drop : new Says(reply);
        var result = await _trial.RunAsync("run");
        Assert.Equal(1, result.Code);
        Assert.Contains(reply is null ? "mail server 127.0.0.1" : sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_an_authority_of_ones_own_is_trusted_where_that_is_named()
    {
        _trial.Mail.Certificate = TestAuthority.Loopback;
        _trial.Write("ca.pem", TestAuthority.Pem);
        _trial.Configure(smtp: "authority = \"file:ca.pem\"");
        _trial.Write("digest.toml", (await File.ReadAllTextAsync(_trial.Configuration, TestContext.Current.CancellationToken))
            .Replace("\"none\"", "\"starttls\"", StringComparison.Ordinal));
        Assert.Equal(0, (await _trial.RunAsync("run")).Code);
        Assert.True(Assert.Single(_trial.Mail.Mails).Tls);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted()
    {
        _trial.Mail.Certificate = TestAuthority.Loopback;
        _trial.Write("digest.toml", (await File.ReadAllTextAsync(_trial.Configuration, TestContext.Current.CancellationToken))
            .Replace("\"none\"", "\"starttls\"", StringComparison.Ordinal));
        await Fails(1, "The certificate of the mail server 127.0.0.1", "this machine trusts who signed it", "run");
    }

    [Theory]
    [InlineData("/404.xml", "there is nothing at this address", "Look for the feed's new address")]
    [InlineData("/page.html", "this is a web page, not a feed.", "/announced.xml")]
    [InlineData("/empty.xml", "there is nothing in it.", "check the address if it lasts")]
    public async Task A_feed_that_is_none_beside_a_good_one(string path, string what, string remedy)
    {
        _trial.Feeds.Serves("/page.html", "<!DOCTYPE html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/announced.xml\"></head><body>Hi</body></html>");
        _trial.Feeds.Serves("/empty.xml", "");
        _trial.Configure(topic: "", more: $"[[topics]]\nname = \"Bad\"\nfeeds = [\"{_trial.Feeds.At(path)}\"]");
        var result = await _trial.RunAsync("run");
        Assert.Equal(0, result.Code);
        Assert.Contains(what, result.Error, StringComparison.Ordinal);
        Assert.Contains(remedy, result.Error, StringComparison.Ordinal);
        Assert.Single(_trial.Received);
    }

    [Fact]
    public async Task No_feed_at_all_that_can_be_read()
    {
        _trial.Feeds.Says("/wire.xml", "404 Not Found");
        await Fails(1, "/wire.xml: there is nothing at this address (404", "Look for the feed's new address", "run");
        await Fails(1, "/wire.xml: there is nothing at this address (404", "Look for the feed's new address", "fetch");
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written()
    {
        _trial.Write("file", "");
        _trial.Configure(head: "ledger = \"file/digest.db\"");
        await Fails(2, "can't be opened or written.", "who may write in it", "run");
    }

    [Theory]
    [InlineData("Unrecognized command or argument", "frobnicate")]
    [InlineData("`--now` can't be \"yesterday\"", "preview", "--now", "yesterday")]
    [InlineData("`--since` can't be \"long\"", "send", "--to", "a@example.org", "--since", "long")]
    [InlineData("\"nobody\" is no address", "send", "--to", "nobody")]
    [InlineData("A preview can't be written as \"x.pdf\"", "preview", "--output", "x.pdf")]
    [InlineData("There is no subscriber \"x@example.org\"", "preview", "--subscriber", "x@example.org")]
    public async Task A_wrong_call(string sentence, params string[] args)
    {
        var result = await _trial.RunAtAsync(null, args);
        Assert.Equal(2, result.Code);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_the_problem_as_json()
    {
        File.Delete(_trial.Configuration);
        var result = await _trial.RunAsync("run", "--json");
        Assert.Equal(2, result.Code);
        Assert.StartsWith("""{"result":"error","problems":[{"kind":"no-configuration",""", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_writes_a_configuration_that_works_and_never_over_another()
    {
        await Fails(2, "digest.toml is there already.", "Nothing was written.", "init");
        File.Delete(_trial.Configuration);
        Assert.Equal(0, (await _trial.RunAtAsync(null, "init", "--topic", "North Korea", "--feed", _trial.Feeds.At("/wire.xml").ToString(), "--to", "me@example.org")).Code);
        var preview = await _trial.RunAsync("preview");
        Assert.Equal(0, preview.Code);
        Assert.Contains("Corvette launched", preview.Output, StringComparison.Ordinal);
    }

    private async Task Fails(int code, string what, string remedy, params string[] args)
    {
        var result = await _trial.RunAsync(args);
        Assert.Contains(what, result.Error, StringComparison.Ordinal);
        Assert.Contains(remedy, result.Error, StringComparison.Ordinal);
        Assert.Equal(code, result.Code);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }
}
