using System.Globalization;

namespace Digest.Tests.Cli;

/// <summary>What publishers and servers do to a feed from one morning to the next, and what a reader gets of it.</summary>
public sealed class Mornings : IAsyncDisposable
{
    private readonly Trial _trial = new();
    private int _day;

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Fact]
    public async Task Many_feeds_make_one_mail_with_one_page()
    {
        _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched")).Serves("/post.xml", Trial.Rss("Envoy flies home"));
        _trial.Configure(topic: "", more: $"[[topics]]\nname = \"More\"\nfeeds = [\"{_trial.Feeds.At("/post.xml")}\"]");
        Follow("\"North Korea\", \"More\"");
        await MorningAsync();
        var mail = Assert.Single(_trial.Received);
        Assert.Contains("Corvette launched", mail, StringComparison.Ordinal);
        Assert.Contains("Envoy flies home", mail, StringComparison.Ordinal);
        Assert.Contains("Content-Type: multipart/alternative", mail, StringComparison.Ordinal);
        Assert.Equal(1, Count(mail, "Content-Type: text/html"));
    }

    [Theory]
    [InlineData("Another headline", "http://www.example.org/story")]
    [InlineData("Corvette Launched, in Nampo", "https://example.org/post/2")]
    public async Task One_story_in_two_feeds_is_told_once_also_when_the_second_comes_a_day_later(string title, string link)
    {
        _trial.Feeds.Serves("/wire.xml", Items(Item("Corvette launched in Nampo", "1", "https://example.org/story?utm_source=a"))).Serves("/post.xml", Items());
        ReadBoth();
        await MorningAsync();
        _trial.Feeds.Serves("/post.xml", Items(Item(title, "p", link)));
        await MorningAsync();
        Assert.Single(_trial.Received);
    }

    [Theory]
    [InlineData("http://example.org/?p=1", "https://example.org/?p=1", "https://example.org/a")]
    [InlineData("https://old.example.org/1", "https://new.example.org/1", "https://example.org/a")]
    [InlineData("https://example.org/1?utm_campaign=x", "https://example.org/1?utm_campaign=y", "https://example.org/a")]
    [InlineData("post-1", "urn:uuid:d5f1", "https://example.org/a")]
    [InlineData("post-1", "urn:uuid:d5f1", "https://new.example.org/b")]
    public async Task A_guid_that_is_rewritten_overnight_sends_nothing_again(string before, string after, string link)
    {
        _trial.Feeds.Serves("/wire.xml", Items(Item("Corvette launched", before, "https://example.org/a")));
        await MorningAsync();
        _trial.Feeds.Serves("/wire.xml", Items(Item("Corvette launched", after, link)));
        await MorningAsync();
        Assert.Single(_trial.Received);
    }

    [Fact]
    public async Task Stories_without_guids_or_under_one_guid_and_one_link_are_each_sent_once()
    {
        string[] first = [Item("One", null, "https://example.org/all"), Item("Two", null, "https://example.org/all"), Item("Three", "same", "https://example.org/all"), Item("Four", "same", "https://example.org/all")];
        _trial.Feeds.Serves("/wire.xml", Items(first));
        await MorningAsync();
        _trial.Feeds.Serves("/wire.xml", Items([.. first, Item("Five", "same", "https://example.org/all")]));
        await MorningAsync();
        Assert.Equal(2, _trial.Received.Count);
        Assert.All(new[] { "One", "Two", "Three", "Four" }, title => Assert.Equal([true, false], _trial.Received.Select(mail => mail.Contains($"About {title}.", StringComparison.Ordinal))));
        Assert.Contains("About Five.", _trial.Received[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundreds_of_stories_under_one_guid_are_all_counted()
    {
        _trial.Configure(topic: "max_age = \"90d\"\nmax_stories = 3");
        _trial.Feeds.Serves("/wire.xml", Items([.. Enumerable.Range(1, 300).Select(n => Item($"Story {n}", "same", $"https://example.org/{n}"))]));
        await MorningAsync();
        Assert.Contains("297 more", _trial.Received.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_title_date_or_text_is_not_a_new_story()
    {
        _trial.Feeds.Serves("/wire.xml", Items(Item("Corvette launched", "1", "https://example.org/a")));
        await MorningAsync();
        _trial.Feeds.Serves("/wire.xml", Items(Item("UPDATE: corvette launched", "1", "https://example.org/a", A.Morning.AddHours(20), "All is rewritten.")));
        await MorningAsync();
        Assert.Single(_trial.Received);
    }

    [Fact]
    public async Task A_feed_that_fails_or_is_empty_for_a_day_floods_nobody_afterwards()
    {
        string[] titles = [.. Enumerable.Range(1, 20).Select(n => $"Story number {n}")];
        _trial.Feeds.Serves("/wire.xml", Trial.Rss(titles));
        await MorningAsync();
        _trial.Feeds.Says("/wire.xml", "503 Service Unavailable");
        await MorningAsync();
        _trial.Feeds.Serves("/wire.xml", "");
        await MorningAsync();
        _trial.Feeds.Serves("/wire.xml", Trial.Rss());
        await MorningAsync();
        _trial.Feeds.Serves("/wire.xml", Trial.Rss(titles));
        await MorningAsync();
        Assert.Single(_trial.Received);
    }

    [Fact]
    public async Task A_mail_that_failed_is_not_hidden_by_a_feed_that_has_not_changed_since()
    {
        var body = Trial.Rss("Corvette launched");
        _trial.Feeds.Answers("/wire.xml", request => request.Headers.ContainsKey("If-None-Match")
            ? FeedServer.Response("304 Not Modified", [])
            : FeedServer.Response("200 OK", System.Text.Encoding.UTF8.GetBytes(body), "ETag: \"1\""));
        _trial.Mail.Script = moment => moment.Stage == SmtpStage.Connect ? SmtpFault.Drop : null;
        Assert.Equal(1, (await MorningAsync()).Code);
        _trial.Mail.Script = _ => null;
        Assert.Equal(0, (await MorningAsync()).Code);
        Assert.Contains("Corvette launched", Assert.Single(_trial.Received), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_has_moved_is_read_where_it_is_now_and_asked_there_from_then_on()
    {
        _trial.Feeds.Answers("/wire.xml", _ => FeedServer.Response("301 Moved Permanently", [], $"Location: {_trial.Feeds.At("/new.xml")}"));
        _trial.Feeds.Serves("/new.xml", Trial.Rss("Corvette launched"));
        await MorningAsync();
        await MorningAsync();
        Assert.Single(_trial.Received);
        Assert.Equal(["/wire.xml", "/new.xml", "/new.xml"], _trial.Feeds.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_is_left_alone_across_runs_and_then_read()
    {
        _trial.Feeds.Says("/wire.xml", "429 Too Many Requests", "Retry-After: 7200");
        var busy = await _trial.RunAtAsync(A.Morning, "run");
        Assert.Contains("asks to wait", busy.Error, StringComparison.Ordinal);
        _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched"));
        await _trial.RunAtAsync(A.Morning.AddHours(1), "run");
        Assert.Single(_trial.Feeds.Requests);
        await _trial.RunAtAsync(A.Morning.AddHours(3), "run");
        Assert.Single(_trial.Received);
    }

    [Fact]
    public async Task A_feed_that_is_gone_for_good_is_said_to_be_and_not_asked_again()
    {
        _trial.Feeds.Says("/wire.xml", "410 Gone");
        Assert.Contains("gone for good", (await MorningAsync()).Error, StringComparison.Ordinal);
        await MorningAsync();
        Assert.Single(_trial.Feeds.Requests);
    }

    [Fact]
    public async Task The_operators_own_copy_tells_which_feed_has_stayed_broken_for_three_days()
    {
        ReadBoth(head: "operator = \"reader@example.org\"");
        _trial.Feeds.Says("/post.xml", "404 Not Found");
        for (var day = 1; day <= 4; day++)
        {
            _trial.Feeds.Serves("/wire.xml", Items([.. Enumerable.Range(1, day).Select(n => Item($"Story {n}", $"{n}", $"https://example.org/{n}"))]));
            await MorningAsync();
        }

        Assert.Equal([false, false, false, true], _trial.Received.Select(mail => mail.Replace("=\r\n", "", StringComparison.Ordinal).Contains("/post.xml", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_alert_with_tags_in_its_title_and_a_redirect_for_its_link_reads_like_any_story()
    {
        _trial.Feeds.Serves("/wire.xml", Items(Item("&lt;b&gt;Corvette&lt;/b&gt; launched", "tag:google.com,2013:1", "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://example.org/story&amp;ct=ga")));
        await MorningAsync();
        var mail = _trial.Received.Single().Replace("=\r\n", "", StringComparison.Ordinal);
        Assert.Contains("\r\nSubject: North Korea: Corvette launched\r\n", mail, StringComparison.Ordinal);
        Assert.Contains("https://example.org/story", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("google.com/url", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_day_of_another_month_is_another_day()
    {
        _trial.Feeds.Serves("/wire.xml", Items(Item("Corvette launched", "1", "https://example.org/a", A.Morning.AddMonths(-1).AddHours(-1)), Item("Fresh", "2", "https://example.org/b")));
        await MorningAsync();
        Assert.DoesNotContain("Corvette launched", _trial.Received.Single(), StringComparison.Ordinal);
    }

    private Task<Said> MorningAsync() => _trial.RunAtAsync(A.Morning.AddDays(_day++), "run");

    private void ReadBoth(string head = "")
    {
        _trial.Configure(head);
        var text = File.ReadAllText(_trial.Configuration);
        _trial.Write("digest.toml", text.Replace("/wire.xml\"]", $"/wire.xml\", \"{_trial.Feeds.At("/post.xml")}\"]", StringComparison.Ordinal));
    }

    private void Follow(string topics)
    {
        var text = File.ReadAllText(_trial.Configuration);
        _trial.Write("digest.toml", text.Replace("topics = [\"North Korea\"]", $"topics = [{topics}]", StringComparison.Ordinal));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Items(params string[] items) =>
        $"""<?xml version="1.0"?><rss version="2.0"><channel><title>Sample Wire</title>{string.Concat(items)}</channel></rss>""";

    private static string Item(string title, string? guid, string link, DateTimeOffset? published = null, string? text = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <item><title>{title}</title><link>{link}</link>{(guid is null ? "" : $"<guid isPermaLink=\"false\">{guid}</guid>")}
        <pubDate>{published ?? A.Morning.AddHours(-1):R}</pubDate><description>{text ?? $"About {title}."}</description></item>
        """);
}
