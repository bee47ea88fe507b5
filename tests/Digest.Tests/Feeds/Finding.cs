using Digest.Feeds;
using Digest.News;

namespace Digest.Tests.Feeds;

/// <summary>The feeds of a page.</summary>
public sealed class Finding : IDisposable
{
    private const string Feed = "<rss version='2.0'><channel><title>Example</title><item><guid>1</guid><title>One</title></item></channel></rss>";

    private readonly FeedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_feeds_that_a_page_announces_are_found_in_its_order_and_the_dead_left_out()
    {
        _server.Serves("/blog/", """
            <!DOCTYPE html><html><head><base href="/b/">
            <link rel="stylesheet" href="x.css"><LINK TYPE='application/atom+xml' REL="alternate" HREF='atom.xml?a=1&amp;b=2'>
            <link rel="alternate" type="application/rss+xml" href="/dead"><link rel="alternate feed" href="json.json">
            <link rel="alternate" type="text/html" hreflang="fr" href="/fr"></head><body></body></html>
            """)
            .Serves("/b/atom.xml?a=1&b=2", Feed).Serves("/b/json.json", """{"items": []}""");
        var found = await FindAsync("/blog/");
        Assert.Equal([_server.At("/b/atom.xml?a=1&b=2"), _server.At("/b/json.json")], found.Select(feed => feed.Url));
        Assert.Equal("Example", found[0].Document.Title);
    }

    [Fact]
    public async Task A_feed_that_a_page_only_links_to_is_found()
    {
        _server.Serves("/", "<html><body><a class=x href=/about>About</a><a href='/news.rss'>RSS</a></body></html>").Serves("/news.rss", Feed);
        Assert.Equal(_server.At("/news.rss"), Assert.Single(await FindAsync("/")).Url);
    }

    [Theory]
    [InlineData("/blog/feed")]
    [InlineData("/atom.xml")]
    [InlineData("/index.xml")]
    [InlineData("/?feed=rss2")]
    public async Task A_feed_at_a_usual_place_is_found(string path)
    {
        _server.Serves("/blog", "<html><body>Nothing here</body></html>").Serves(path, Feed);
        Assert.Equal(_server.At(path), Assert.Single(await FindAsync("/blog")).Url);
    }

    [Fact]
    public async Task A_feed_is_its_own_feed()
    {
        _server.Serves("/feed", Feed);
        Assert.Equal(_server.At("/feed"), Assert.Single(await FindAsync("/feed")).Url);
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so()
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => FindAsync("/none"));
        Assert.Equal(ProblemKind.FeedNotFound, problem.Problems[0].Kind);
    }

    private async Task<IReadOnlyList<FoundFeed>> FindAsync(string path)
    {
        using var http = FeedClient.Create(new());
        return await new FeedFinder(http, new()).FindAsync(_server.At(path), DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
    }
}
