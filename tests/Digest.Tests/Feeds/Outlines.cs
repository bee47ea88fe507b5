using System.Text;
using Digest.Feeds;
using Digest.News;

namespace Digest.Tests.Feeds;

/// <summary>Lists of feeds from and for other programs.</summary>
public sealed class Outlines
{
    [Fact]
    public void A_list_is_read_with_its_headings()
    {
        var lines = Read(
            """
            <?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.1"><head><title>Mine</title></head><body>
            <outline text="Asia"><outline text="Korea &amp; Japan" type="rss" xmlUrl="https://example.org/k.xml" htmlUrl="https://example.org/k"/>
              <outline title="China" xmlurl="feed://example.org/c.xml"/></outline>
            <outline text="Empty"><outline text="Note"/></outline><outline xmlUrl="https://example.org/d.xml"/>
            </body></opml>
            """);
        Assert.Equal(["Asia", "example.org"], lines.Select(line => line.Text));
        Assert.Equal(["Korea & Japan", "China"], lines[0].Lines.Select(line => line.Text));
        Assert.Equal(("https://example.org/k.xml", "https://example.org/k"), (lines[0].Lines[0].Feed?.AbsoluteUri, lines[0].Lines[0].Page?.AbsoluteUri));
        Assert.Equal("http://example.org/c.xml", lines[0].Lines[1].Feed?.AbsoluteUri);
    }

    [Fact]
    public void A_list_that_is_written_is_read_again_as_it_was()
    {
        IReadOnlyList<Outline> lines =
        [
            new("Ünïcode & <more>\u0001", null, null, [new("One", new Uri("https://example.org/1?a=1&b=2"), new Uri("https://example.org/"), [])]),
            new("Two", new Uri("https://example.org/2"), null, []),
        ];
        var written = Opml.Write("My \"feeds\"", lines);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n", written, StringComparison.Ordinal);
        var again = Read(written);
        Assert.Equal("Ünïcode & <more>", again[0].Text);
        Assert.Equal(lines[0].Lines[0] with { Lines = again[0].Lines[0].Lines }, again[0].Lines[0]);
        Assert.Equal(lines[1] with { Lines = again[1].Lines }, again[1]);
    }

    [Theory]
    [InlineData("<rss version='2.0'><channel/></rss>")]
    [InlineData("not a list")]
    [InlineData("")]
    public void What_is_no_list_says_so(string text)
    {
        var problem = Assert.Throws<ProblemException>(() => Read(text));
        Assert.Equal((ProblemKind.FeedMalformed, "mine.opml"), (problem.Problems[0].Kind, problem.Problems[0].Where));
    }

    [Fact]
    public void A_list_nested_without_end_is_read_as_deep_as_anybody_nests()
    {
        var text = $"<opml><body>{string.Concat(Enumerable.Repeat("<outline text='x' xmlUrl='https://example.org/x'>", 5000))}";
        Assert.Single(Read(text));
    }

    private static IReadOnlyList<Outline> Read(string text) => Opml.Read(Encoding.UTF8.GetBytes(text), "mine.opml");
}
