namespace Digest.EndToEnd;

/// <summary>The main job: feeds from nginx, mail to smtp-sink.</summary>
public sealed class OneMorning
{
    [Fact]
    public async Task A_run_sends_one_mail_with_the_topics_stories_and_a_second_run_sends_nothing()
    {
        using var morning = new Morning();
        using var nginx = await Nginx.ServingAsync(morning.FeedFolder);
        using var sink = await SmtpSink.StartAsync();
        morning.Feeds = Morning.FeedNames.Select(nginx.Address);
        morning.SmtpPort = sink.Port;

        var first = await morning.RunAsync(0, "run");

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("Sent 1 message.", first.Output, StringComparison.Ordinal);
        Assert.All(await nginx.AnswersAsync(4), line => Assert.EndsWith(" 200", line, StringComparison.Ordinal));
        Stories.AreThoseOf(await TheMailIn(sink));

        var second = await morning.RunAsync(2, "run");

        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Contains("Nothing new on North Korea", second.Output, StringComparison.Ordinal);
        Assert.Single(sink.Mails());
        var answers = await nginx.AnswersAsync(8);
        Assert.Equal(Morning.FeedNames.Select(name => $"/{name} 304").Order(), answers[4..].Order());
    }

    [Fact]
    public async Task A_feed_that_is_missing_does_not_keep_the_others_stories_from_the_mail()
    {
        using var morning = new Morning();
        using var nginx = await Nginx.ServingAsync(morning.FeedFolder);
        using var sink = await SmtpSink.StartAsync();
        morning.Feeds = [nginx.Address("gone.xml"), nginx.Address("sample-wire.xml")];
        morning.SmtpPort = sink.Port;

        var ended = await morning.RunAsync(0, "run");

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("gone.xml", ended.Error, StringComparison.Ordinal);
        Assert.Contains("404", ended.Error, StringComparison.Ordinal);
        Assert.Contains(Stories.InTopic[0], (await TheMailIn(sink)).OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_can_read_no_feed_says_so_and_sends_nothing()
    {
        using var morning = new Morning();
        using var nginx = await Nginx.ServingAsync(morning.FeedFolder);
        using var sink = await SmtpSink.StartAsync();
        morning.Feeds = [nginx.Address("gone.xml"), nginx.Address("away.xml")];
        morning.SmtpPort = sink.Port;

        var ended = await morning.RunAsync(0, "run");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("gone.xml", ended.Error, StringComparison.Ordinal);
        Assert.Contains("away.xml", ended.Error, StringComparison.Ordinal);
        Assert.Empty(sink.Mails());
    }

    private static async Task<Mail> TheMailIn(SmtpSink sink)
    {
        var bytes = await File.ReadAllBytesAsync(Assert.Single(sink.Mails()), TestContext.Current.CancellationToken);
        var mail = Mail.Read(bytes);
        Assert.Equal("reader@example.org", mail.To);
        return mail;
    }
}
