using System.Net;
using System.Text;
using Digest.Feeds;

namespace Digest.Tests.Feeds;

/// <summary>What stands under a headline, and what doesn't.</summary>
public sealed class Standfirsts
{
    private const string Words = "The talks began on Tuesday.";

    [Theory]
    [InlineData("{0} The post Talks begin appeared first on The Example.")]
    [InlineData("{0} Der Beitrag Talks begin erschien zuerst auf The Example.")]
    [InlineData("{0} L’article Talks begin est apparu en premier sur The Example.")]
    [InlineData("{0} La entrada Talks begin se publicó primero en The Example.")]
    [InlineData("{0} Continue reading Talks begin →")]
    [InlineData("{0} Continue reading...")]
    [InlineData("{0} Read more »")]
    [InlineData("{0} Read the full story at The Example")]
    [InlineData("{0} Weiterlesen")]
    [InlineData("{0} Lire la suite")]
    [InlineData("{0} submitted by /u/somebody [link] [comments]")]
    [InlineData("{0} Share on Facebook | Tweet")]
    [InlineData("{0} Read more... The post Talks begin appeared first on The Example.")]
    [InlineData("<p>{0}</p><div class=\"feedflare\"><a href=\"https://example.org/f\"><img src=\"https://example.org/p.gif\" width=\"1\" height=\"1\"></a></div>")]
    [InlineData("<style>p {{ color: red }}</style><p>{0}</p><script>track()</script>")]
    public void What_software_puts_under_every_text_is_left_out(string text)
    {
        Assert.Equal(Words, Standfirst(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, Words)));
    }

    [Theory]
    [InlineData("Teachers say that children should read more")]
    [InlineData("The post office in the village has closed.")]
    [InlineData("She writes of what she shared, and with whom: Share and share alike.")]
    [InlineData("He asked for more.")]
    public void Words_that_only_look_like_it_stay(string text)
    {
        Assert.Equal(text, Standfirst(text));
    }

    [Fact]
    public void A_text_that_was_cut_short_ends_in_an_ellipsis()
    {
        Assert.Equal("The talks began on…", Standfirst("The talks began on [&#8230;]"));
        Assert.Equal("The talks began on…", Standfirst("The talks began on [...]"));
    }

    [Theory]
    [InlineData("Talks begin")]
    [InlineData("<b>Talks begin!</b>")]
    [InlineData("<a href='https://example.org/1'>Talks begin</a>")]
    [InlineData("Comments")]
    [InlineData("<img src='https://example.org/a.jpg'>")]
    public void What_says_nothing_more_than_the_title_is_nothing(string text)
    {
        Assert.Equal("", Standfirst(text));
    }

    [Fact]
    public void A_headline_with_its_publisher_is_the_headline_again()
    {
        Assert.Equal("", Standfirst("<a href='https://example.org/1'>Talks begin</a>&nbsp;<font>The Example</font>", "Talks begin - The Example"));
    }

    [Fact]
    public void The_text_stands_in_for_a_summary_that_says_nothing()
    {
        var body = Encoding.UTF8.GetBytes(
            $"<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item><title>Talks begin</title><description>Talks begin</description><content:encoded>{Words}</content:encoded></item></channel></rss>");
        Assert.Equal(Words, FeedParser.Parse(body, null, new Uri("https://example.org/feed")).Stories[0].Standfirst);
    }

    [Theory]
    [InlineData("&lt;p&gt;The talks began on Tuesday.&lt;/p&gt;")]
    [InlineData("The <!-- hidden --> talks <span title='a > b'>began</span> on Tuesday.")]
    [InlineData("<p>The talks</p><p>began on</p><br/>Tuesday.")]
    public void Markup_is_read_as_a_reader_would_see_it(string text)
    {
        Assert.Equal(Words, Standfirst(text));
    }

    [Fact]
    public void What_is_no_tag_of_html_is_text()
    {
        Assert.Equal("A List<String> is 1 < 2 wide", Standfirst("A List<String> is 1 < 2 wide"));
    }

    private static string Standfirst(string description, string title = "Talks begin")
    {
        var body = Encoding.UTF8.GetBytes(
            $"<rss version='2.0'><channel><title>The Example</title><item><title>{title}</title><description>{WebUtility.HtmlEncode(description)}</description></item></channel></rss>");
        return Assert.Single(FeedParser.Parse(body, null, new Uri("https://example.org/feed")).Stories).Standfirst;
    }
}
