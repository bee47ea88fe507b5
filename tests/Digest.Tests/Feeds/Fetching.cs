using System.IO.Compression;
using System.Text;
using Digest.Feeds;
using Digest.News;

namespace Digest.Tests.Feeds;

/// <summary>What comes of one fetch, told by a server that does what the test says.</summary>
public sealed class Fetching : IDisposable
{
    private const string Feed =
        """<rss version="2.0"><channel><title>Example</title><item><guid>1</guid><title>One</title><link>/one</link></item></channel></rss>""";

    private static readonly DateTimeOffset _now = new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);

    private readonly FeedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_feed_is_read_with_its_validators()
    {
        _server.Serves("/feed", Feed, "ETag: \"v1\"", "Last-Modified: Tue, 24 Nov 2026 06:00:00 GMT");
        var read = Assert.IsType<FeedRead>(await FetchAsync(New("/feed")));
        Assert.Equal("One", Assert.Single(read.Document.Stories).Title);
        Assert.Equal(_server.At("/one"), read.Document.Stories[0].Url);
        Assert.Equal("\"v1\"", read.State.ETag);
        Assert.Equal("Tue, 24 Nov 2026 06:00:00 GMT", read.State.LastModified);
        Assert.Equal(_now, read.State.OkAt);
    }

    [Fact]
    public async Task The_program_says_what_it_is_and_what_it_takes()
    {
        _server.Serves("/feed", Feed);
        await FetchAsync(New("/feed"));
        var request = Assert.Single(_server.Requests);
        Assert.Matches(@"^digest/\d+\.\d+\.\d+$", request.Headers["User-Agent"]);
        Assert.Contains("gzip", request.Headers["Accept-Encoding"], StringComparison.Ordinal);
        Assert.Contains("br", request.Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_knows_the_validators_is_asked_for_nothing_more()
    {
        _server.Answers("/feed", request =>
            request.Headers.GetValueOrDefault("If-None-Match") == "\"v1\"" && request.Headers.GetValueOrDefault("If-Modified-Since") == "then"
                ? FeedServer.Response("304 Not Modified", [])
                : FeedServer.Response("200 OK", Encoding.UTF8.GetBytes(Feed), "ETag: \"v1\"", "Last-Modified: then"));
        var first = await FetchAsync(New("/feed"));
        var second = await FetchAsync(first.State, _now.AddHours(1));
        Assert.IsType<FeedRead>(first);
        Assert.IsType<FeedUnchanged>(second);
        Assert.Equal(_now.AddHours(1), second.State.OkAt);
        Assert.Equal("\"v1\"", second.State.ETag);
    }

    [Fact]
    public async Task The_same_body_again_is_nothing_new()
    {
        _server.Serves("/feed", Feed);
        var first = await FetchAsync(New("/feed"));
        Assert.IsType<FeedUnchanged>(await FetchAsync(first.State, _now.AddHours(1)));
    }

    [Theory]
    [InlineData("404 Not Found", ProblemKind.FeedNotFound)]
    [InlineData("410 Gone", ProblemKind.FeedGone)]
    [InlineData("401 Unauthorized", ProblemKind.FeedForbidden)]
    [InlineData("403 Forbidden", ProblemKind.FeedForbidden)]
    [InlineData("429 Too Many Requests", ProblemKind.FeedBusy)]
    [InlineData("503 Service Unavailable", ProblemKind.FeedBusy)]
    [InlineData("500 Internal Server Error", ProblemKind.FeedStatus)]
    [InlineData("418 I'm a teapot", ProblemKind.FeedStatus)]
    public async Task A_status_that_is_no_success_is_a_problem_of_its_own(string status, ProblemKind kind)
    {
        _server.Says("/feed", status);
        var failed = Assert.IsType<FeedFailed>(await FetchAsync(New("/feed")));
        Assert.Equal(kind, failed.Problem.Kind);
        Assert.Equal(status, failed.Problem.Subject);
        Assert.Equal(_server.At("/feed").OriginalString, failed.Problem.Where);
    }

    [Fact]
    public async Task A_failure_is_counted_and_leaves_the_validators_alone()
    {
        _server.Serves("/feed", Feed, "ETag: \"v1\"");
        var good = await FetchAsync(New("/feed"));
        _server.Serves("/feed", "<html><body>We are closed</body></html>", "ETag: \"oops\"");
        var first = await FetchAsync(good.State, _now.AddHours(1));
        var second = await FetchAsync(first.State, _now.AddHours(2));
        Assert.Equal(ProblemKind.FeedIsPage, Assert.IsType<FeedFailed>(second).Problem.Kind);
        Assert.Equal(("\"v1\"", good.State.BodyHash, good.State.OkAt), (second.State.ETag, second.State.BodyHash, second.State.OkAt));
        Assert.Equal((2, _now.AddHours(1)), (second.State.Failures, second.State.FailingSince));
        _server.Serves("/feed", Feed);
        var healed = await FetchAsync(second.State, _now.AddHours(3));
        Assert.Equal((0, null, null), (healed.State.Failures, healed.State.FailingSince, healed.State.Problem));
    }

    [Fact]
    public async Task A_page_names_the_feed_that_it_announces()
    {
        _server.Serves("/", """<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body/></html>""");
        var failed = Assert.IsType<FeedFailed>(await FetchAsync(New("/")));
        Assert.Equal((ProblemKind.FeedIsPage, _server.At("/feed.xml").AbsoluteUri), (failed.Problem.Kind, failed.Problem.Hint));
    }

    [Theory]
    [InlineData("", ProblemKind.FeedEmpty)]
    [InlineData("   \n", ProblemKind.FeedEmpty)]
    [InlineData("<nothing/>", ProblemKind.FeedMalformed)]
    [InlineData("{\"error\": 1}", ProblemKind.FeedMalformed)]
    public async Task What_is_no_feed_says_so(string body, ProblemKind kind)
    {
        _server.Serves("/feed", body);
        Assert.Equal(kind, Assert.IsType<FeedFailed>(await FetchAsync(New("/feed"))).Problem.Kind);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_feed_is_read(string encoding)
    {
        _server.Answers("/feed", _ => FeedServer.Response("200 OK", Compress(encoding, Encoding.UTF8.GetBytes(Feed)), $"Content-Encoding: {encoding}"));
        Assert.IsType<FeedRead>(await FetchAsync(New("/feed")));
    }

    [Fact]
    public async Task A_feed_larger_than_the_limit_is_left_alone_however_small_it_was_packed()
    {
        var bomb = Compress("gzip", new byte[4 * 1024 * 1024]);
        _server.Answers("/feed", _ => FeedServer.Response("200 OK", bomb, "Content-Encoding: gzip"));
        var failed = Assert.IsType<FeedFailed>(await FetchAsync(New("/feed"), options: new() { MaxSize = 1024 * 1024 }));
        Assert.Equal((ProblemKind.FeedTooLarge, "1 MB"), (failed.Problem.Kind, failed.Problem.Subject));
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_after_the_timeout()
    {
        _server.Does("/feed", (_, _, token) => Task.Delay(Timeout.Infinite, token));
        var failed = Assert.IsType<FeedFailed>(await FetchAsync(New("/feed"), options: new() { Timeout = TimeSpan.FromMilliseconds(200) }));
        Assert.Equal((ProblemKind.FeedTimeout, "0.2 seconds"), (failed.Problem.Kind, failed.Problem.Subject));
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_no_feed_yet()
    {
        _server.Answers("/feed", _ => Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{Feed}"));
        Assert.Equal(ProblemKind.FeedCutOff, Assert.IsType<FeedFailed>(await FetchAsync(New("/feed"))).Problem.Kind);
    }

    [Fact]
    public async Task Nobody_at_home_is_told_from_an_unknown_host()
    {
        var gone = _server.At("/feed");
        _server.Dispose();
        Assert.Equal(ProblemKind.FeedUnreachable, Assert.IsType<FeedFailed>(await FetchAsync(new FeedState { Url = gone })).Problem.Kind);
        var unknown = new FeedState { Url = new Uri("http://no-such-host.invalid/feed") };
        Assert.Equal(ProblemKind.FeedHostUnknown, Assert.IsType<FeedFailed>(await FetchAsync(unknown)).Problem.Kind);
    }

    [Fact]
    public async Task A_permanent_redirect_is_remembered_and_a_temporary_one_is_not()
    {
        _server.Says("/old", "301 Moved Permanently", "Location: /new").Says("/now", "302 Found", "Location: /new").Serves("/new", Feed);
        var moved = Assert.IsType<FeedRead>(await FetchAsync(New("/old")));
        Assert.Equal(_server.At("/new"), moved.State.MovedTo);
        Assert.Null(Assert.IsType<FeedRead>(await FetchAsync(New("/now"))).State.MovedTo);
        _server.Requests.Clear();
        await FetchAsync(moved.State, _now.AddHours(1));
        Assert.Equal("/new", Assert.Single(_server.Requests).Path);
    }

    [Theory]
    [InlineData("/loop")]
    [InlineData("file:///etc/hostname")]
    public async Task A_redirect_in_a_circle_or_off_the_web_is_not_followed(string target)
    {
        _server.Says("/loop", "302 Found", $"Location: {target}");
        Assert.Equal(ProblemKind.FeedRedirect, Assert.IsType<FeedFailed>(await FetchAsync(New("/loop"))).Problem.Kind);
    }

    [Fact]
    public async Task A_feed_that_is_not_due_is_not_asked_for()
    {
        var waiting = New("/feed") with { NextAt = _now.AddMinutes(1) };
        Assert.Same(waiting, Assert.IsType<FeedNotDue>(await FetchAsync(waiting)).State);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_busy_server_is_left_alone_until_it_says()
    {
        _server.Says("/feed", "429 Too Many Requests", "Retry-After: 1200");
        var failed = Assert.IsType<FeedFailed>(await FetchAsync(New("/feed")));
        Assert.Equal(_now.AddMinutes(20), failed.State.NextAt);
        Assert.Equal("2026-11-24 07:20 UTC", failed.Problem.Hint);
    }

    [Fact]
    public async Task A_user_and_password_in_the_address_are_used_and_never_shown()
    {
        _server.Says("/feed", "403 Forbidden");
        var url = new Uri($"http://reader:secret@127.0.0.1:{_server.Port}/feed");
        var failed = Assert.IsType<FeedFailed>(await FetchAsync(new FeedState { Url = url }));
        Assert.Equal("Basic cmVhZGVyOnNlY3JldA==", Assert.Single(_server.Requests).Headers["Authorization"]);
        Assert.DoesNotContain("secret", failed.Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_a_feed_too_and_a_missing_one_says_so()
    {
        using var folder = new TempFolder();
        var file = new FeedState { Url = new Uri(folder.Write("feed.xml", Feed)) };
        var read = Assert.IsType<FeedRead>(await FetchAsync(file));
        Assert.IsType<FeedUnchanged>(await FetchAsync(read.State));
        var missing = new FeedState { Url = new Uri(folder.File("none.xml")) };
        var failed = Assert.IsType<FeedFailed>(await FetchAsync(missing));
        Assert.Equal((ProblemKind.FeedFileMissing, folder.File("none.xml")), (failed.Problem.Kind, failed.Problem.Where));
    }

    [Fact]
    public async Task Every_feed_has_its_result_whatever_the_others_do()
    {
        _server.Serves("/good", Feed).Says("/bad", "500 Internal Server Error");
        var results = await AllAsync([New("/bad"), New("/good"), New("/none")], new());
        Assert.Equal(3, results.Count);
        Assert.Single(results.OfType<FeedRead>());
    }

    [Fact]
    public async Task Cancelling_ends_the_fetching_at_once()
    {
        _server.Does("/feed", (_, _, token) => Task.Delay(Timeout.Infinite, token));
        using var cancellation = new CancellationTokenSource();
        using var http = FeedClient.Create(new());
        await using var results = new FeedFetcher(http, new()).FetchAsync([New("/feed")], _now, cancellation.Token)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = results.MoveNextAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    private static byte[] Compress(string encoding, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.Optimal),
        })
        {
            packer.Write(bytes);
        }

        return packed.ToArray();
    }

    private FeedState New(string path) => new() { Url = _server.At(path) };

    private static async Task<FetchResult> FetchAsync(FeedState feed, DateTimeOffset? now = null, FetchOptions? options = null) =>
        Assert.Single(await AllAsync([feed], options ?? new(), now));

    private static async Task<List<FetchResult>> AllAsync(FeedState[] feeds, FetchOptions options, DateTimeOffset? now = null)
    {
        using var http = FeedClient.Create(options);
        List<FetchResult> results = [];
        await foreach (var result in new FeedFetcher(http, options).FetchAsync(feeds, now ?? _now, TestContext.Current.CancellationToken))
        {
            results.Add(result);
        }

        return results;
    }
}
