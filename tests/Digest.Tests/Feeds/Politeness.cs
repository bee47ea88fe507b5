using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Digest.Feeds;
using Digest.News;

namespace Digest.Tests.Feeds;

/// <summary>How servers are treated, and networks that are nobody's business.</summary>
public sealed class Politeness : IDisposable
{
    private const string Feed = "<rss version='2.0'><channel><title>Example</title><item><guid>1</guid><title>One</title></item></channel></rss>";

    private static readonly DateTimeOffset _now = new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);

    private readonly FeedServer _server = new();
    private readonly HastyClock _clock = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("500 Internal Server Error")]
    [InlineData("502 Bad Gateway")]
    [InlineData("504 Gateway Timeout")]
    public async Task What_may_pass_is_tried_twice_more_with_a_wait(string status)
    {
        _server.Says("/feed", status);
        Assert.IsType<FeedFailed>(await FetchAsync(New("/feed")));
        Assert.Equal(3, _server.Requests.Count);
        Assert.Equal(2, _clock.Waits.Count);
        Assert.All(_clock.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_server_that_recovers_meanwhile_is_read()
    {
        var times = 0;
        _server.Answers("/feed", _ => ++times < 3 ? FeedServer.Response("503 Service Unavailable", [], "Connection: close")[..5] : FeedServer.Response("200 OK", Encoding.UTF8.GetBytes(Feed)));
        Assert.IsType<FeedRead>(await FetchAsync(New("/feed")));
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("403 Forbidden")]
    [InlineData("429 Too Many Requests")]
    [InlineData("503 Service Unavailable")]
    public async Task What_would_not_help_is_not_tried_again(string status)
    {
        _server.Says("/feed", status);
        Assert.IsType<FeedFailed>(await FetchAsync(New("/feed")));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_feed_that_is_gone_for_good_is_never_asked_for_again()
    {
        _server.Says("/feed", "410 Gone");
        var gone = await FetchAsync(New("/feed"));
        var later = await FetchAsync(gone.State, _now.AddYears(10));
        Assert.Equal(ProblemKind.FeedGone, Assert.IsType<FeedNotDue>(later).State.Problem?.Kind);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("Retry-After: 3600", "2026-11-24T08:00:00Z")]
    [InlineData("Retry-After: Tue, 24 Nov 2026 07:30:00 GMT", "2026-11-24T07:30:00Z")]
    [InlineData("Retry-After: 99999999", "2026-11-25T07:00:00Z")]
    [InlineData("Retry-After: soon", "2026-11-24T07:10:00Z")]
    [InlineData("X: y", "2026-11-24T07:10:00Z")]
    public async Task A_wait_that_a_server_asks_for_is_kept_within_reason(string header, string until)
    {
        _server.Says("/feed", "429 Too Many Requests", header);
        var failed = await FetchAsync(New("/feed"));
        Assert.Equal(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture), failed.State.NextAt);
    }

    [Fact]
    public async Task A_server_that_has_had_enough_is_asked_for_nothing_more_in_this_run()
    {
        _server.Says("/1", "429 Too Many Requests").Says("/2", "429 Too Many Requests").Serves("/3", Feed).Serves("/4", Feed).Serves("/5", Feed);
        var results = await AllAsync([New("/1"), New("/2"), New("/3"), New("/4"), New("/5")]);
        Assert.Equal(5, results.Count);
        Assert.True(_server.Requests.Count <= 3);
        Assert.Contains(results, result => result is FeedNotDue);
    }

    [Theory]
    [InlineData("Cache-Control: max-age=600", 10)]
    [InlineData("Cache-Control: max-age=86400", 50)]
    [InlineData("Cache-Control: no-cache, max-age=600", null)]
    [InlineData("Cache-Control: max-age=0", null)]
    [InlineData("X: y", null)]
    public async Task An_answer_that_holds_for_a_while_is_let_hold_within_the_hour(string header, int? minutes)
    {
        _server.Serves("/feed", Feed, header);
        Assert.Equal(minutes is { } m ? _now.AddMinutes(m) : null, (await FetchAsync(New("/feed"))).State.NextAt);
    }

    [Fact]
    public async Task A_feed_s_own_wish_to_be_left_alone_is_let_hold_within_the_hour()
    {
        _server.Serves("/feed", Feed.Replace("<title>Example", "<ttl>20</ttl><title>Example", StringComparison.Ordinal));
        Assert.Equal(_now.AddMinutes(20), (await FetchAsync(New("/feed"))).State.NextAt);
    }

    [Fact]
    public async Task A_new_address_that_is_dead_leads_back_to_the_old_one()
    {
        _server.Serves("/old", Feed);
        var read = Assert.IsType<FeedRead>(await FetchAsync(New("/old") with { MovedTo = _server.At("/new") }));
        Assert.Null(read.State.MovedTo);
        Assert.Equal(["/new", "/old"], _server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_password_goes_no_further_than_the_configuration_sends_it()
    {
        using var other = new FeedServer();
        other.Serves("/feed", Feed);
        _server.Says("/feed", "302 Found", $"Location: {other.At("/feed")}");
        await FetchAsync(new FeedState { Url = new Uri($"http://reader:secret@127.0.0.1:{_server.Port}/feed") });
        Assert.True(Assert.Single(_server.Requests).Headers.ContainsKey("Authorization"));
        Assert.False(Assert.Single(other.Requests).Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task No_host_is_asked_by_more_than_two_at_once_nor_without_a_pause()
    {
        using var web = new Web();
        var feeds = Enumerable.Range(0, 40).Select(i => new FeedState { Url = new Uri($"https://{(i < 20 ? "one" : $"h{i}")}.example.org/{i}") }).ToArray();
        using var http = new HttpClient(web);
        var results = await AllAsync(feeds, http, new() { Concurrency = 8 });
        Assert.Equal(40, results.OfType<FeedRead>().Count());
        Assert.Equal(2, web.MostAtOneHost);
        Assert.InRange(web.MostAtOnce, 3, 8);
        Assert.InRange(_clock.Waits.Count(wait => wait == TimeSpan.FromMilliseconds(500)), 10, 20);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/feed")]
    [InlineData("http://localhost:9/feed")]
    [InlineData("http://[::1]:9/feed")]
    [InlineData("http://[::ffff:10.0.0.1]:9/feed")]
    [InlineData("http://10.1.2.3:9/feed")]
    [InlineData("http://169.254.169.254/latest")]
    public async Task A_public_feed_may_not_lead_to_a_private_network(string target)
    {
        // The first answer is a public host's, the second request goes out for real.
        using var redirecting = new Redirecting(new Uri(target), new());
        using var http = new HttpClient(redirecting);
        var failed = Assert.IsType<FeedFailed>(Assert.Single(await AllAsync([new FeedState { Url = new Uri("http://feeds.example.org/") }], http)));
        Assert.Equal(ProblemKind.FeedPrivate, failed.Problem.Kind);
        Assert.NotEmpty(failed.Problem.Subject);
    }

    [Fact]
    public async Task Whoever_means_it_may_allow_it()
    {
        _server.Serves("/feed", Feed);
        var options = new FetchOptions { AllowPrivateNetworks = true };
        using var redirecting = new Redirecting(_server.At("/feed"), options);
        using var http = new HttpClient(redirecting);
        Assert.IsType<FeedRead>(Assert.Single(await AllAsync([new FeedState { Url = new Uri("http://feeds.example.org/") }], http, options)));
    }

    private FeedState New(string path) => new() { Url = _server.At(path) };

    private async Task<FetchResult> FetchAsync(FeedState feed, DateTimeOffset? now = null)
    {
        using var http = FeedClient.Create(new());
        return Assert.Single(await AllAsync([feed], http, now: now));
    }

    private async Task<List<FetchResult>> AllAsync(FeedState[] feeds, HttpClient? http = null, FetchOptions? options = null, DateTimeOffset? now = null)
    {
        using var own = http is null ? FeedClient.Create(new()) : null;
        List<FetchResult> results = [];
        var fetcher = new FeedFetcher(http ?? own!, options ?? new(), _clock);
        await foreach (var result in fetcher.FetchAsync(feeds, now ?? _now, TestContext.Current.CancellationToken))
        {
            results.Add(result);
        }

        return results;
    }

    /// <summary>Sends whoever asks a public host to another address, which is then asked for real.</summary>
    private sealed class Redirecting(Uri target, FetchOptions options) : HttpMessageHandler
    {
        private readonly HttpClient _http = FeedClient.Create(options);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri?.Host == "feeds.example.org")
            {
                var answer = new HttpResponseMessage(HttpStatusCode.Found);
                answer.Headers.Location = target;
                return answer;
            }

            using var again = new HttpRequestMessage(request.Method, request.RequestUri);
            foreach (var option in request.Options)
            {
                ((IDictionary<string, object?>)again.Options)[option.Key] = option.Value;
            }

            return await _http.SendAsync(again, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _http.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>A web of hosts that all answer, and count who asks them at once.</summary>
    private sealed class Web : HttpMessageHandler
    {
        private readonly ConcurrentDictionary<string, int> _atHost = new();
        private int _atOnce;

        public int MostAtOneHost { get; private set; }

        public int MostAtOnce { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var host = request.RequestUri!.Host;
            lock (_atHost)
            {
                _atHost[host] = _atHost.GetValueOrDefault(host) + 1;
                MostAtOneHost = Math.Max(MostAtOneHost, _atHost[host]);
                MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
            }

            await Task.Delay(5, cancellationToken);
            lock (_atHost)
            {
                _atHost[host]--;
                _atOnce--;
            }

            return new HttpResponseMessage { Content = new StringContent(Feed) };
        }
    }
}
