using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using Digest.Feeds;
using Digest.News;

namespace Digest.Tests.Feeds;

/// <summary>Feeds broken at random. <c>DIGEST_FUZZ</c> says how many; a longer run on demand sets it to a million.</summary>
public sealed class Fuzzing
{
    private static readonly Uri _address = new("https://example.org/feed");
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    private static readonly byte[][] _feeds =
    [
        .. new[]
        {
            """
            <?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY paper "The Example">]>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xml:base="https://example.org/">
            <channel><title>&paper;</title><ttl>60</ttl><item><guid isPermaLink="false">id-1</guid><title>Talks &amp;amp; more</title><link>/one?a=1&amp;b=2</link>
            <description><![CDATA[<p>They <b>met</b>.</p><img src="/a.jpg" width="5"> [&#8230;] The post Talks appeared first on Example.]]></description>
            <pubDate>Tue, 24 Nov 2026 02:00:00 EST</pubDate><dc:creator>A Writer</dc:creator><category>Asia</category>
            <media:group><media:content url="https://example.org/a.jpg" medium="image"/><media:title>x</media:title></media:group></item></channel></rss>
            """,
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/a/"><title type="html">The &amp;amp;Example</title><author><name>Desk</name></author>
            <entry><id>tag:example.org,2026:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <i>fine</i> day</div></title>
            <link rel="enclosure" href="/sound.mp3"/><link href="one"/><updated>2026-W48-2T07:00:00Z</updated><summary mode="base64">QSBmaW5lIGRheQ==</summary>
            <category term="asia" label="Asia"/><source><title>Other</title></source></entry></feed>
            """,
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://example.org/"><title>The Example</title></channel><item rdf:about="https://example.org/one"><title>One</title>
            <link>https://example.org/one</link><dc:date>2026년 11월 24일 16:08:09</dc:date></item></rdf:RDF>
            """,
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "The Example", "items": [{"id": 7, "url": "/one", "title": "One",
            "content_html": "<p>First.</p><img src='/a.jpg'>", "date_published": "2026-11-24T07:00:00Z", "authors": [{"name": "A Writer"}], "tags": ["Asia"]}]}
            """,
        }.SelectMany(feed => new[] { Encoding.UTF8.GetBytes(feed), Encoding.Unicode.GetBytes(feed) }),
    ];

    private static readonly string[] _pieces =
    [
        "<item>", "</item>", "<![CDATA[", "]]>", "&", "&paper;", "&#x110000;", "<", "</", ">", "\"", "'", "<!--", "-->", "<?xml version='1.0' encoding='utf-16'?>",
        "encoding='gb2312'", "xmlns=''", "xmlns:a='b'", "a:", "\0", "\b", "</channel>", "<entry>", "type='image/png'", "xml:base='http://['",
        "<link href='http://[::1'/>", "<pubDate>24:00:99 PM 99999</pubDate>", "\uFEFF", "<b><b><b>", "{", "}", "[\"", "<media:group>", "<channel>", "<rss>", "\uD83D",
    ];

    private static readonly Gen<Func<byte[], byte[]>> _mutation = Gen.Frequency(
        (3, Gen.Select(Gen.Double[0, 1], Gen.Byte, (at, value) => (Func<byte[], byte[]>)(body => Splice(body, at, 1, [value])))),
        (3, Gen.Select(Gen.Double[0, 1], Gen.Int[1, 60], (at, length) => (Func<byte[], byte[]>)(body => Splice(body, at, length, [])))),
        (1, Gen.Double[0, 1].Select(at => (Func<byte[], byte[]>)(body => Splice(body, at, int.MaxValue, [])))),
        (4, Gen.Select(Gen.Double[0, 1], Gen.Int[0, _pieces.Length - 1].Select(i => _pieces[i]), (at, piece) => (Func<byte[], byte[]>)(body => Splice(body, at, 0, Encoding.UTF8.GetBytes(piece))))),
        (2, Gen.Select(Gen.Double[0, 1], Gen.Int[1, 200], Gen.Int[1, 50], (at, length, times) => (Func<byte[], byte[]>)(body => Repeat(body, at, length, times)))));

    [Fact]
    public void Whatever_comes_is_read_or_refused_and_soon()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("DIGEST_FUZZ") ?? "5000", CultureInfo.InvariantCulture);
        Gen.Select(Gen.Int[0, _feeds.Length - 1].Select(i => _feeds[i]), _mutation.Array[1, 6]).Sample(
            (feed, mutations) =>
            {
                var body = mutations.Aggregate(feed, (changed, mutate) => mutate(changed));
                var refused = Refused(body, out var took);
                // A machine that is busy with something else is no fault of the feed's.
                return (took < _longest || (Refused(body, out took) == refused && took < _longest))
                    && refused is null or ProblemKind.FeedEmpty or ProblemKind.FeedIsPage or ProblemKind.FeedMalformed;
            },
            iter: count);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) < 200_000_000);
    }

    // Why a body was refused; null where it was read, each of its stories keeping what a story promises.
    private static ProblemKind? Refused(byte[] body, out TimeSpan took)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var feed = FeedParser.Parse(body, null, _address);
            took = Stopwatch.GetElapsedTime(started);
            foreach (var story in feed.Stories)
            {
                Assert.True(story.Url is null || (story.Url.IsAbsoluteUri && story.Url.Scheme is "http" or "https"));
                Assert.True(story.Standfirst.Length <= 2000);
                Assert.DoesNotContain('\n', story.Title);
            }

            return null;
        }
        catch (ProblemException refused)
        {
            took = Stopwatch.GetElapsedTime(started);
            return refused.Problems[0].Kind;
        }
    }

    private static byte[] Splice(byte[] body, double at, int length, byte[] with)
    {
        var start = (int)(at * (body.Length - 1));
        start = Math.Max(start, 0);
        var end = start + Math.Min(length, body.Length - start);
        return [.. body[..start], .. with, .. body[end..]];
    }

    private static byte[] Repeat(byte[] body, double at, int length, int times)
    {
        var start = Math.Max((int)(at * (body.Length - 1)), 0);
        var piece = body[start..Math.Min(start + length, body.Length)];
        return [.. body[..start], .. Enumerable.Repeat(piece, times).SelectMany(p => p), .. body[start..]];
    }
}
