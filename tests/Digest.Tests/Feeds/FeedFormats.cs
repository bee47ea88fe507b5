using System.Text;
using Digest.Feeds;
using Digest.News;

namespace Digest.Tests.Feeds;

/// <summary>The format goes by what is there.</summary>
public sealed class FeedFormats
{
    [Theory]
    [InlineData("<rss><channel><item><title>One</title></item></channel></rss>", "rss-2.0")]
    [InlineData("<rss version='0.91'><channel><item><title>One</title></item></channel></rss>", "rss-0.91")]
    [InlineData("<rss version='0.92'><channel><item><title>One</title></item></channel></rss>", "rss-0.92")]
    [InlineData("<RSS VERSION='2.0'><Channel><Item><TITLE>One</TITLE></Item></Channel></RSS>", "rss-2.0")]
    [InlineData("<rss version='2.0'><channel/><item><title>One</title></item></rss>", "rss-2.0")]
    [InlineData("<rss version='2.0'><item><title>One</title></item></rss>", "rss-2.0")]
    [InlineData("<r:rss xmlns:r='http://example.org/odd#' version='2.0'><r:channel><r:item><r:title>One</r:title></r:item></r:channel></r:rss>", "rss-2.0")]
    [InlineData("<rss version='2.0' xmlns='http://backend.userland.com/rss2'><channel><item><title>One</title></item></channel></rss>", "rss-2.0")]
    [InlineData("<x:box xmlns:x='http://example.org/box'><x:in><rss><channel><item><title>One</title></item></channel></rss></x:in></x:box>", "rss-2.0")]
    [InlineData("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/><item><title>One</title></item></r:RDF>", "rss-0.90")]
    [InlineData("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:s='http://purl.org/rss/1.0/'><s:channel/><s:item><s:title>One</s:title></s:item></r:RDF>", "rdf-1.0")]
    [InlineData("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>One</title></entry></feed>", "atom-0.3")]
    [InlineData("<feed><entry><title>One</title></entry></feed>", "atom-1.0")]
    [InlineData("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>One</a:title></a:entry></a:feed>", "atom-1.0")]
    [InlineData("<entry xmlns='http://www.w3.org/2005/Atom'><title>One</title></entry>", "atom-1.0")]
    [InlineData("<CHANNEL HREF='https://example.org/'><ITEM HREF='https://example.org/1'><TITLE>One</TITLE></ITEM></CHANNEL>", "cdf")]
    [InlineData("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"title\": \"One\"}]}", "json-1.0")]
    public void A_feed_is_read_in_whatever_format_it_is(string text, string format)
    {
        var feed = Read(text, "text/html; charset=utf-8");
        Assert.Equal(format, feed.Format);
        Assert.Equal("One", Assert.Single(feed.Stories).Title);
    }

    [Fact]
    public void An_atom_title_is_read_by_its_type()
    {
        Assert.Equal("1 < 2 & 3", AtomTitle("type='text'", "1 &lt; 2 &amp; 3"));
        Assert.Equal("A fine day", AtomTitle("type='html'", "A &lt;i&gt;fine&lt;/i&gt; day"));
        Assert.Equal("A fine day", AtomTitle("type='xhtml'", "<div xmlns='http://www.w3.org/1999/xhtml'>A <i>fine</i> <b>day</b></div>"));
        Assert.Equal("A fine day", AtomTitle("type='application/octet-stream'", Convert.ToBase64String("A fine day"u8)));
        Assert.Equal("A fine day", AtomTitle("mode='base64' type='text/plain'", Convert.ToBase64String("A fine day"u8)));
        Assert.Equal("A fine day", AtomTitle("type='text'", "A fine day"));
    }

    [Fact]
    public void The_page_goes_before_other_links_and_before_other_renderings()
    {
        var story = Atom(
            """
            <link rel="self" href="/self"/><link rel="alternate" type="application/json" href="/json"/>
            <link rel="alternate" type="text/html" href="/page"/><link rel="enclosure" href="/sound.mp3"/>
            """);
        Assert.Equal("https://example.org/page", story.Url?.AbsoluteUri);
    }

    [Fact]
    public void Relative_addresses_are_relative_to_the_stated_base()
    {
        var feed = Read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/blog/"><entry xml:base="2026/">
            <id>one</id><title>One</title><link href="one.html"/></entry></feed>
            """);
        Assert.Equal(("https://example.org/blog/2026/one", "https://example.org/blog/2026/one.html"), (feed.Stories[0].Guid, feed.Stories[0].Url?.AbsoluteUri));
    }

    [Fact]
    public void A_story_s_own_address_goes_before_the_one_that_counts_clicks()
    {
        var feed = Read(
            """
            <rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><link>https://count.example.org/1</link>
            <feedburner:origLink>https://example.org/one</feedburner:origLink></item></channel></rss>
            """);
        Assert.Equal("https://example.org/one", feed.Stories[0].Url?.AbsoluteUri);
    }

    [Fact]
    public void An_alert_leads_to_the_story_and_not_to_whoever_counts_the_clicks()
    {
        var story = Atom(
            """
            <title type="html">&lt;b&gt;North Korea&lt;/b&gt; opens the border</title>
            <link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://example.org/one%3Fa%3D1&amp;ct=ga"/>
            """);
        Assert.Equal(("North Korea opens the border", "https://example.org/one?a=1"), (story.Title, story.Url?.AbsoluteUri));
    }

    [Fact]
    public void An_enclosure_is_the_last_resort()
    {
        Assert.Equal("https://example.org/a.mp3", Item("<title>One</title><guid isPermaLink='false'>1</guid><enclosure url='/a.mp3' type='audio/mpeg'/>").Url?.AbsoluteUri);
    }

    [Fact]
    public void A_guid_that_is_no_address_leads_nowhere()
    {
        var story = Item("<title>One</title><guid>abc123</guid>");
        Assert.Equal(("abc123", null), (story.Guid, story.Url));
    }

    [Fact]
    public void A_publisher_s_words_for_a_picture_are_the_story_s_where_it_has_none()
    {
        var story = Item(
            """
            <media:group xmlns:media="http://search.yahoo.com/mrss"><media:title>A film</media:title><media:description>What is in it.</media:description>
            <media:thumbnail url="https://example.org/t.jpg"/><media:content url="https://example.org/f.mp4" type="video/mp4"/></media:group>
            """);
        Assert.Equal(("A film", "What is in it.", "https://example.org/t.jpg"), (story.Title, story.Standfirst, story.Image?.AbsoluteUri));
    }

    [Theory]
    [InlineData("<ttl>90</ttl>", 90)]
    [InlineData("<sy:updatePeriod xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>hourly</sy:updatePeriod><sy:updateFrequency xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>4</sy:updateFrequency>", 15)]
    [InlineData("<ttl>soon</ttl>", null)]
    public void A_feed_may_say_how_long_to_leave_it_alone(string channel, int? minutes)
    {
        var feed = Read($"<rss version='2.0'><channel>{channel}<item><title>One</title></item></channel></rss>");
        Assert.Equal(minutes is { } m ? TimeSpan.FromMinutes(m) : null, feed.Ttl);
    }

    [Fact]
    public void Json_that_is_not_quite_right_is_read_as_far_as_it_goes()
    {
        var feed = Read("""{"title": 5, "items": [null, 3, {"id": 1.5, "title": ["x"], "url": "/one", "authors": "me", "tags": [1, "a"], "content_text": "Words & more"}]}""");
        var story = Assert.Single(feed.Stories);
        Assert.Equal(("1.5", "", "Words & more"), (story.Guid, story.Title, story.Standfirst));
        Assert.Equal(["a"], story.Categories);
    }

    private static string AtomTitle(string type, string title) =>
        Read($"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title {type}>{title}</title></entry></feed>").Stories[0].Title;

    private static Story Atom(string entry) => Assert.Single(Read($"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}</entry></feed>").Stories);

    private static Story Item(string item) => Assert.Single(Read($"<rss version='2.0'><channel><item>{item}</item></channel></rss>").Stories);

    private static FeedDocument Read(string text, string? contentType = null) =>
        FeedParser.Parse(Encoding.UTF8.GetBytes(text), contentType, new Uri("https://example.org/feed"));
}
