namespace Digest.EndToEnd;

/// <summary>nginx serves the feeds, Postfix's sink takes the mail, and the program runs as cron would run it.</summary>
public sealed class FromFeedsToInbox
{
    [Fact]
    public async Task A_run_sends_one_mail_with_the_topics_stories_and_the_next_sends_none()
    {
        await using var site = await Site.OpenAsync();
        var port = Server.FreePort();
        Directory.CreateDirectory(site.File("mail/x")[..^2]);
        await using var sink = await Server.StartAsync(
            Installed.SmtpSink, port, site.File("mail"), "-u", Environment.UserName, "-d", "%H%M%S.", $"127.0.0.1:{port}", "10");
        site.Configure(port);

        var first = await TheProgram.RunAsync(site.Folder, "run", "--now", Site.Morning);
        Assert.Equal((0, ""), (first.Code, first.Error));
        await Server.Until("the mail", () => Mails().Any(mail => mail.Contains("Stop everything", StringComparison.Ordinal)));
        var mail = Assert.Single(Mails());
        Assert.Contains("Moscow asked Pyongyang", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("fashion", mail, StringComparison.OrdinalIgnoreCase);

        var second = await TheProgram.RunAsync(site.Folder, "run", "--now", "2023-09-05T12:00:00+09:00");
        Assert.Equal(0, second.Code);
        Assert.StartsWith("Nothing new on North Korea", second.Output, StringComparison.Ordinal);
        Assert.Single(Mails());
        Assert.Contains(" 304 ", site.AccessLog, StringComparison.Ordinal);

        IEnumerable<string> Mails() => Directory.GetFiles(site.File("mail")).Select(File.ReadAllText).Where(text => text.Contains("Subject: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Under_cron_a_run_that_went_well_prints_nothing()
    {
        await using var site = await Site.OpenAsync();
        await using var mail = new SmtpServer();
        site.Configure(mail.Port, "missing.xml");
        var result = await TheProgram.RunAsync(site.Folder, isUnattended: true, "run", "--now", Site.Morning);
        Assert.Equal((0, "", ""), result);
        Assert.Single(mail.Mails);
    }

    [Fact]
    public async Task A_preview_changes_nothing_and_is_what_goes_on_the_wire()
    {
        await using var site = await Site.OpenAsync();
        await using var mail = new SmtpServer();
        site.Configure(mail.Port);
        Assert.Equal(0, (await TheProgram.RunAsync(site.Folder, "fetch", "--now", "2023-09-05T05:00:00+09:00")).Code);
        var before = State();
        Assert.Equal(0, (await TheProgram.RunAsync(site.Folder, "preview", "--now", Site.Morning, "--output", site.File("out/x.eml"))).Code);
        Assert.Equal(before, State());
        Assert.Equal(0, (await TheProgram.RunAsync(site.Folder, "run", "--now", Site.Morning)).Code);
        Assert.Equal(await File.ReadAllBytesAsync(site.File("out/x.eml"), TestContext.Current.CancellationToken), mail.Mails.Single().Bytes.ToArray());

        string State() => string.Join('\n', Directory.GetFiles(site.Folder, "digest.*").Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));
    }

    [Theory]
    [InlineData(SmtpStage.Connect)]
    [InlineData(SmtpStage.Rcpt)]
    [InlineData(SmtpStage.Data)]
    [InlineData(SmtpStage.Body)]
    public async Task A_run_killed_before_the_servers_acceptance_is_resumed_as_it_was_frozen(SmtpStage stage)
    {
        await using var site = await Site.OpenAsync();
        await using var mail = new SmtpServer();
        site.Configure(mail.Port);
        System.Diagnostics.Process? run = null;
        using var started = new ManualResetEventSlim();
        mail.Script = moment => moment.Stage != stage ? null : new Happens(async cancellation =>
        {
            started.Wait(cancellation);
            run!.Kill();
            await run.WaitForExitAsync(cancellation);
        });
        run = TheProgram.Start(site.Folder, ["run", "--now", Site.Morning]);
        started.Set();
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        run.Dispose();

        byte[] frozen;
        using (var ledger = Digest.Storage.Ledger.OpenScratch(site.File("digest.db")))
        {
            frozen = ledger.Pending().Single().ToBytes();
        }

        mail.Script = _ => null;
        var before = mail.Mails.Count;
        var resumed = await TheProgram.RunAsync(site.Folder, "run", "--now", "2023-09-05T09:00:00+09:00");
        Assert.Equal(0, resumed.Code);
        Assert.Equal(frozen, mail.Mails.Skip(before).Single().Bytes.ToArray());
        using var after = Digest.Storage.Ledger.OpenScratch(site.File("digest.db"));
        Assert.Equal(0, after.CountPending());
    }

    [Fact]
    public async Task A_server_that_is_away_costs_nothing_but_time()
    {
        await using var site = await Site.OpenAsync();
        site.Configure(Server.FreePort());
        var away = await TheProgram.RunAsync(site.Folder, "run", "--now", Site.Morning);
        Assert.Equal(1, away.Code);
        Assert.Contains("can't be reached", away.Error, StringComparison.Ordinal);

        await using var mail = new SmtpServer();
        site.Configure(mail.Port);
        Assert.Equal(0, (await TheProgram.RunAsync(site.Folder, "run", "--now", "2023-09-05T08:00:00+09:00")).Code);
        Assert.Single(mail.Mails);
    }
}
