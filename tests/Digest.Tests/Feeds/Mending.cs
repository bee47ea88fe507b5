using System.Text;
using Digest.Feeds;
using Digest.News;

namespace Digest.Tests.Feeds;

/// <summary>What is read of a feed that is no XML.</summary>
public sealed class Mending
{
    private static readonly Uri _address = new("https://example.org/feed");

    [Theory]
    [InlineData("<title>Tom & Jerry</title>", "Tom & Jerry", "stray ampersand")]
    [InlineData("<title>AT&T, R&D;x</title>", "AT&T, R&D;x", "stray ampersand")]
    [InlineData("<title>Caf&eacute;&nbsp;noir</title>", "Café noir", "undeclared entity")]
    [InlineData("<title>A\u0008B\u0001C</title>", "ABC", "control characters")]
    [InlineData("<title>3 < 4</title>", "3 < 4", "stray angle bracket")]
    [InlineData("<title>Big <b>news</title>", "Big news", "unclosed element")]
    [InlineData("<title>Big news</b></title>", "Big news", "mismatched end tag")]
    [InlineData("<dc:title>Big news</dc:title>", "Big news", "undeclared prefix")]
    [InlineData("<title lang=en checked>Big news</title>", "Big news", "")]
    [InlineData("<title a=\"1\" a=\"2\">Big news</title>", "Big news", "")]
    [InlineData("<title>Out of range: &#x110000;</title>", "Out of range: \uFFFD", "")]
    public void A_fault_is_mended_and_named(string item, string title, string fault)
    {
        var feed = Read($"<rss version=\"2.0\"><channel><title>Example</title><item>{item}<guid>1</guid></item></channel></rss>");
        var story = Assert.Single(feed.Stories);
        Assert.Equal((title, "1"), (story.Title, story.Guid));
        Assert.Contains(fault, feed.Mended ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_feed_is_said_to_be_sound()
    {
        Assert.Null(Read("\n  <?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>A &amp; B</title></item></channel></rss>").Mended);
    }

    [Fact]
    public void An_entity_that_the_document_declares_is_no_fault()
    {
        var feed = Read("<!DOCTYPE rss [<!ENTITY paper 'The &quot;Example&quot;'>]><rss><channel><item><title>In &paper;</title></item></channel></rss>");
        Assert.Equal("In The \"Example\"", Assert.Single(feed.Stories).Title);
        Assert.Null(feed.Mended);
    }

    [Fact]
    public void Text_before_the_declaration_is_passed_over()
    {
        var feed = Read("Warning: something in line 3\n<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>One</title></item></channel></rss>");
        Assert.Equal("One", Assert.Single(feed.Stories).Title);
        Assert.Equal("text before the document", feed.Mended);
    }

    [Fact]
    public void A_feed_that_breaks_off_keeps_the_stories_before_the_cut()
    {
        var feed = Read("<rss><channel><item><title>One</title><guid>1</guid></item><item><title>Two, but not al");
        Assert.Equal(["One"], feed.Stories.Select(story => story.Title));
        Assert.Equal("cut off", feed.Mended);
    }

    [Fact]
    public void A_story_that_breaks_off_in_its_text_is_told()
    {
        var feed = Read("<rss><channel><item><title>One</title><guid>1</guid><description>The beginning of");
        Assert.Equal(("One", "The beginning of"), (feed.Stories[0].Title, feed.Stories[0].Standfirst));
    }

    [Fact]
    public void A_story_that_was_never_closed_ends_where_the_next_begins()
    {
        var feed = Read("<rss><channel><item><title>One</title><item><title>Two</title></item></channel></rss>");
        Assert.Equal(["One", "Two"], feed.Stories.Select(story => story.Title));
    }

    [Fact]
    public void Html_that_was_not_escaped_is_still_its_element_s_text()
    {
        var feed = Read("<rss><channel><item><title>One</title><description><p>First<br>line & more<img src=a.jpg></description></item></channel></rss>");
        Assert.Equal("First line & more", Assert.Single(feed.Stories).Standfirst);
        Assert.Equal("https://example.org/a.jpg", feed.Stories[0].Image?.AbsoluteUri);
    }

    private static FeedDocument Read(string text) => FeedParser.Parse(Encoding.UTF8.GetBytes(text), null, _address);
}
