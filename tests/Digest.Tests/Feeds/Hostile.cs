using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Digest.Feeds;
using Digest.News;

namespace Digest.Tests.Feeds;

/// <summary>What somebody may send to hurt whoever reads it.</summary>
public sealed class Hostile : IDisposable
{
    private static readonly Uri _address = new("https://example.org/feed");
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    private readonly FeedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void An_entity_bomb_does_not_go_off()
    {
        var entities = string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY e{i} \"&e{i - 1};&e{i - 1};&e{i - 1};&e{i - 1};\">"));
        var story = Story($"<!DOCTYPE rss [<!ENTITY e0 \"boom\">{entities}]><rss><channel><item><title>&e30;</title></item></channel></rss>");
        Assert.True(story.Title.Length < 1000);
        var wide = Story(
            $"<!DOCTYPE rss [<!ENTITY a \"{new string('a', 500)}\">]><rss><channel><item><title>{string.Concat(Enumerable.Repeat("&a;", 100_000))}</title></item></channel></rss>");
        Assert.True(wide.Title.Length < 200_000);
    }

    [Fact]
    public void No_file_and_no_address_that_a_document_names_is_opened()
    {
        using var folder = new TempFolder();
        var secret = folder.Write("secret.txt", "the secret");
        _server.Serves("/dtd", "<!ENTITY e 'fetched'>");
        var story = Story(
            $"<!DOCTYPE rss SYSTEM \"{_server.At("/dtd")}\" [<!ENTITY x SYSTEM \"file://{secret}\"><!ENTITY % y SYSTEM \"{_server.At("/dtd")}\">%y;]><rss><channel><item><title>&x;&e; One</title></item></channel></rss>");
        Assert.DoesNotContain("secret", story.Title, StringComparison.Ordinal);
        Assert.DoesNotContain("fetched", story.Title, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("<a>", "</a>", 100)]
    [InlineData("<a>", "</a>", 200_000)]
    [InlineData("<a>", "", 200_000)]
    [InlineData("<item><title>", "", 50_000)]
    [InlineData("<a x='", "", 200_000)]
    [InlineData("<!--", "", 200_000)]
    [InlineData("<![CDATA[", "", 100_000)]
    [InlineData("</b", "", 200_000)]
    [InlineData("&", "", 500_000)]
    [InlineData("&#", ";", 200_000)]
    [InlineData("<!DOCTYPE [", "", 100_000)]
    [InlineData("<x:y xmlns:x='z'>", "", 100_000)]
    public void Nesting_and_repetition_without_end_are_read_in_time(string open, string close, int times)
    {
        var started = Stopwatch.GetTimestamp();
        var body = new StringBuilder("<rss version='2.0'><channel><item><title>One</title><description>");
        body.Insert(body.Length, open, times).Insert(body.Length, close, times);
        _ = Story(body.Append("</description></item></channel></rss>").ToString(), first: true);
        Assert.True(Stopwatch.GetElapsedTime(started) < _longest);
    }

    [Theory]
    [InlineData("<b>")]
    [InlineData("<img ")]
    [InlineData("<a href='")]
    [InlineData("<script>")]
    [InlineData("<style><!--")]
    [InlineData("&amp;lt;b&amp;gt;")]
    [InlineData("The post ")]
    [InlineData("Read more ")]
    [InlineData("[link] [comments] ")]
    public void Markup_without_end_is_read_in_time(string piece)
    {
        var started = Stopwatch.GetTimestamp();
        var html = new StringBuilder().Insert(0, piece, 100_000).ToString();
        _ = Story($"<rss version='2.0'><channel><item><title><![CDATA[{html}]]></title><description><![CDATA[{html}]]></description></item></channel></rss>");
        _ = Assert.Throws<ProblemException>(() => Story($"<html><head>{html}"));
        Assert.True(Stopwatch.GetElapsedTime(started) < _longest);
    }

    [Theory]
    [InlineData("<rss version='2.0'><channel>", "<item/>", "</channel></rss>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry/>", "</feed>")]
    [InlineData("<rss version='2.0'><channel> & ", "<item><title>One</title></item>", "")]
    [InlineData("{\"items\": [{}", ",{}", "]}")]
    public void Of_stories_without_end_the_first_are_read(string before, string story, string after)
    {
        var feed = FeedParser.Parse(Encoding.UTF8.GetBytes(new StringBuilder(before).Insert(before.Length, story, 20_000).Append(after).ToString()), null, _address);
        Assert.Equal(10_000, feed.Stories.Count);
        Assert.Contains("only its first 10000 stories", feed.Mended, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" & ")]
    public void Attributes_without_end_are_read_in_time(string fault)
    {
        var started = Stopwatch.GetTimestamp();
        var attributes = string.Concat(Enumerable.Range(0, 50_000).Select(i => $" a{i}='{i}' xmlns:n{i}='{i}'"));
        var story = Story($"<rss version='2.0'{attributes}><channel>{fault}<item{attributes}><title>One</title></item></channel></rss>");
        Assert.Equal("One", story.Title);
        Assert.True(Stopwatch.GetElapsedTime(started) < _longest);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" & ")]
    public void Elements_without_end_are_no_feed(string fault)
    {
        var problem = Assert.Throws<ProblemException>(
            () => Story(new StringBuilder($"<rss><channel>{fault}").Insert(14, "<a/>", 600_000).Append("</channel></rss>").ToString()));
        Assert.Equal((ProblemKind.FeedMalformed, "it has more than 500000 elements"), (problem.Problems[0].Kind, problem.Problems[0].Subject));
    }

    [Fact]
    public void Json_nested_without_end_is_no_feed()
    {
        var problem = Assert.Throws<ProblemException>(() => Story($"{{\"items\": {new string('[', 1_000_000)}"));
        Assert.Equal(ProblemKind.FeedMalformed, problem.Problems[0].Kind);
    }

    [Fact]
    public async Task A_body_without_end_ends_at_the_limit()
    {
        _server.Does("/feed", async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"u8.ToArray(), token);
            var block = new byte[64 * 1024];
            for (var sent = 0L; sent < 1 << 30; sent += block.Length)
            {
                await stream.WriteAsync(block, token);
            }
        });
        var before = GC.GetTotalAllocatedBytes();
        Assert.Equal(ProblemKind.FeedTooLarge, (await FailureAsync(new() { MaxSize = 1024 * 1024 })).Kind);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 200_000_000);
    }

    [Fact]
    public async Task A_bomb_of_gzip_ends_at_the_limit()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var i = 0; i < 100; i++)
            {
                gzip.Write(new byte[1024 * 1024]);
            }
        }

        _server.Answers("/feed", _ => FeedServer.Response("200 OK", packed.ToArray(), "Content-Encoding: gzip"));
        Assert.Equal(ProblemKind.FeedTooLarge, (await FailureAsync(new() { MaxSize = 16 * 1024 * 1024 })).Kind);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("")]
    public async Task A_server_that_drips_is_given_up_after_the_timeout(string head)
    {
        _server.Does("/feed", async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), token);
            while (true)
            {
                await stream.WriteAsync("a"u8.ToArray(), token);
                await Task.Delay(50, token);
            }
        });
        Assert.Equal(ProblemKind.FeedTimeout, (await FailureAsync(new() { Timeout = TimeSpan.FromMilliseconds(500) })).Kind);
    }

    [Theory]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("HTTP/1.1 999 \r\nContent-Length: -5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nzzzz")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://[::\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_server_that_talks_nonsense_fails_and_nothing_else_does(string answer)
    {
        _server.Answers("/feed", _ => Encoding.ASCII.GetBytes(answer));
        Assert.Contains((await FailureAsync(new())).Kind, (IEnumerable<ProblemKind>)[ProblemKind.FeedCutOff, ProblemKind.FeedStatus, ProblemKind.FeedRedirect]);
    }

    private async Task<Problem> FailureAsync(FetchOptions options)
    {
        using var http = FeedClient.Create(options);
        var fetcher = new FeedFetcher(http, options, new HastyClock());
        await foreach (var result in fetcher.FetchAsync([new FeedState { Url = _server.At("/feed") }], DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken))
        {
            return Assert.IsType<FeedFailed>(result).Problem;
        }

        throw new InvalidOperationException("No result came.");
    }

    private static Story Story(string text, bool first = false)
    {
        var stories = FeedParser.Parse(Encoding.UTF8.GetBytes(text), null, _address).Stories;
        return first ? stories[0] : Assert.Single(stories);
    }
}
