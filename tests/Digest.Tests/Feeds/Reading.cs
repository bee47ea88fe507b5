using System.Text;
using Digest.Feeds;
using Digest.News;

namespace Digest.Tests.Feeds;

/// <summary>What is read of a feed in each format.</summary>
public sealed class Reading
{
    private static readonly Uri _address = new("https://example.org/feeds/news");

    [Fact]
    public void Rss_is_read_whole()
    {
        var feed = Read(
            """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel><title>The Example</title>
            <item>
              <guid isPermaLink="false">id-1</guid><title>Talks &amp;amp; more</title><link>/one?a=1&amp;b=2</link>
              <description>&lt;p&gt;They &lt;b&gt;met&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Then left.&lt;/p&gt;</description>
              <pubDate>Tue, 24 Nov 2026 02:00:00 EST</pubDate>
              <dc:creator>A Writer</dc:creator><category>Asia</category><category>Politics</category>
              <media:content url="https://example.org/a.jpg" medium="image"/>
            </item></channel></rss>
            """);
        Assert.Equal(("rss-2.0", "The Example", null), (feed.Format, feed.Title, feed.Mended));
        var story = Assert.Single(feed.Stories);
        Assert.Equal("id-1", story.Guid);
        Assert.Equal("Talks & more", story.Title);
        Assert.Equal("They met. Then left.", story.Standfirst);
        Assert.Equal("https://example.org/one?a=1&b=2", story.Url?.AbsoluteUri);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero), story.Published);
        Assert.Equal("The Example", story.Source);
        Assert.Equal("https://example.org/a.jpg", story.Image?.AbsoluteUri);
        Assert.Equal(["A Writer"], story.Authors);
        Assert.Equal(["Asia", "Politics"], story.Categories);
    }

    [Fact]
    public void Atom_is_read_whole()
    {
        var feed = Read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title type="html">The &amp;amp;Example</title><author><name>Desk</name></author>
            <entry><id>tag:example.org,2026:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <i>fine</i> day</div></title>
            <link rel="enclosure" href="/sound.mp3"/><link href="one"/><updated>2026-11-24T07:00:00Z</updated>
            <summary>Plain &lt;3 text</summary><category term="asia" label="Asia"/></entry></feed>
            """);
        Assert.Equal(("atom-1.0", "The &Example"), (feed.Format, feed.Title));
        var story = Assert.Single(feed.Stories);
        Assert.Equal(("tag:example.org,2026:1", "A fine day", "Plain <3 text"), (story.Guid, story.Title, story.Standfirst));
        Assert.Equal("https://example.org/feeds/one", story.Url?.AbsoluteUri);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero), story.Published);
        Assert.Equal(["Desk"], story.Authors);
        Assert.Equal(["Asia"], story.Categories);
    }

    [Fact]
    public void Rdf_is_read_whole()
    {
        var feed = Read(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://example.org/"><title>The Example</title></channel>
            <item rdf:about="https://example.org/one"><title>One</title><link>https://example.org/one</link>
            <description>First.</description><dc:date>2026-11-24T08:00:00+01:00</dc:date></item></rdf:RDF>
            """);
        Assert.Equal(("rdf-1.0", "The Example"), (feed.Format, feed.Title));
        var story = Assert.Single(feed.Stories);
        Assert.Equal(("https://example.org/one", "One", "First."), (story.Guid, story.Title, story.Standfirst));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero), story.Published);
    }

    [Fact]
    public void Json_is_read_whole()
    {
        var feed = Read(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "The Example", "items": [
              {"id": 7, "url": "/one", "title": "One", "content_html": "<p>First.</p><img src='/a.jpg'>", "date_published": "2026-11-24T07:00:00Z",
               "authors": [{"name": "A Writer"}], "tags": ["Asia"]},
            ]}
            """);
        Assert.Equal(("json-1.1", "The Example"), (feed.Format, feed.Title));
        var story = Assert.Single(feed.Stories);
        Assert.Equal(("7", "One", "First."), (story.Guid, story.Title, story.Standfirst));
        Assert.Equal(("https://example.org/one", "https://example.org/a.jpg"), (story.Url?.AbsoluteUri, story.Image?.AbsoluteUri));
        Assert.Equal(["A Writer"], story.Authors);
        Assert.Equal(["Asia"], story.Categories);
    }

    [Fact]
    public void A_link_that_is_not_of_the_web_is_no_link()
    {
        var story = Item("<title>One</title><link>javascript:alert(1)</link><guid>ftp://example.org/one</guid>");
        Assert.Null(story.Url);
    }

    [Fact]
    public void A_permalink_stands_in_for_a_missing_link()
    {
        Assert.Equal("https://example.org/one", Item("<title>One</title><guid>https://example.org/one</guid>").Url?.AbsoluteUri);
        Assert.Null(Item("""<title>One</title><guid isPermaLink="false">https://example.org/one</guid>""").Url);
    }

    [Fact]
    public void The_source_that_an_aggregator_names_goes_before_its_own_name()
    {
        Assert.Equal("The Other Paper", Item("""<title>One</title><source url="https://example.org/other">The Other Paper</source>""").Source);
    }

    [Fact]
    public void A_standfirst_is_never_the_title_again_and_never_endless()
    {
        Assert.Equal("", Item("<title>One</title><description>One</description>").Standfirst);
        var endless = Item($"<title>One</title><description>{string.Concat(Enumerable.Repeat("word ", 2000))}</description>").Standfirst;
        Assert.InRange(endless.Length, 1900, 2000);
        Assert.EndsWith("word…", endless, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tracking_pixel_is_no_picture()
    {
        var story = Item("<description>&lt;img src='https://example.org/p.gif' width='1' height='1'&gt; &lt;img src='https://example.org/a.jpg'&gt;</description>");
        Assert.Equal("https://example.org/a.jpg", story.Image?.AbsoluteUri);
    }

    [Fact]
    public void A_feed_that_is_a_web_page_says_so()
    {
        var page = Assert.Throws<ProblemException>(() => Read("<!DOCTYPE html><html><body><p>Hello<br>there</body></html>"));
        Assert.Equal(ProblemKind.FeedIsPage, page.Problems[0].Kind);
    }

    private static Story Item(string xml) =>
        Assert.Single(Read($"<rss version='2.0'><channel><title>The Example</title><item>{xml}</item></channel></rss>").Stories);

    private static FeedDocument Read(string text) => FeedParser.Parse(Encoding.UTF8.GetBytes(text), null, _address);
}
