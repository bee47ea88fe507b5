using System.Text.Json;

namespace Digest.EndToEnd.Email;

/// <summary>Feeds that try to get more into a mail than text, as XML and as JSON.</summary>
internal static class HostileFeeds
{
    /// <summary>What a reader must be able to read, since it is what the feeds say.</summary>
    public static IReadOnlyList<string> Shown { get; } =
    [
        "<script>canary('title, twice encoded')</script>",
        "\"><svg onload=canary('svg')>",
        "' onmouseover='canary(1)' style='position:fixed",
        "{{ 7 * 7 }} ${7*7} <%= 7*7 %>",
        "Tom & Jerry & friends <3",
    ];

    public static Recipe Recipe { get; } = new(
        "Daily Digest",
        """
        title = "Daily Digest"
        from = "Daily Digest <digest@example.org>"
        timezone = "Asia/Seoul"

        [[topics]]
        name = "Quotes \" ' < > & and all"
        feeds = ["file:feed.xml", "file:feed.json"]
        url = "https://example.org/a?b=1&c=\"><script>canary('topic')</script>"
        max_stories = 40

        [[subscribers]]
        email = "reader@example.org"
        name = "A \"Reader\" <bcc@example.net>"
        topics = ["Quotes \" ' < > & and all"]
        """,
        new Dictionary<string, string> { ["feed.xml"] = Xml(), ["feed.json"] = Json() })
    {
        ReaderName = "A \"Reader\" <bcc@example.net>",
        LeaveUrl = "https://example.org/leave/{token}?a=1&b='2'",
    };

    private static string Xml()
    {
        var items = new[]
        {
            // XML decodes once and a browser would decode once more: this one is text to its author.
            Item("&amp;amp;lt;script&amp;amp;gt;canary('title, twice encoded')&amp;amp;lt;/script&amp;amp;gt; shown as text", "Standfirst &amp;amp;lt;b&amp;amp;gt;as well&amp;amp;lt;/b&amp;amp;gt;", "https://example.org/1"),
            Item("<![CDATA[<script>canary('raw title')</script>A title with a script]]>", "<![CDATA[<p>Body <img src=x onerror=\"canary('img')\"> <iframe src='https://example.net/frame'></iframe><a href=\"javascript:canary('a')\">here</a></p>]]>", "https://example.org/2"),
            Item("&lt;b onclick=canary('b')&gt;Bold&lt;/b&gt; of once encoded markup", "&lt;div style=\"position:fixed;top:0;left:0;width:100%;height:100%;background:red\"&gt;Covers everything&lt;/div&gt;", "javascript:canary('link')"),
            Item("A title to inject&#13;&#10;Bcc: victim@example.net&#13;&#10;X-Injected: 1", "Text&#13;&#10;.&#13;&#10;QUIT", "data:text/html,&lt;script&gt;canary('data')&lt;/script&gt;"),
            Item("Turned around: \u202Egpj.exe\u202C and \u2066isolated\u2069 \u200Fmarks\u200E", "\u202EAll of this is written backwards", "https://example.org/\u202Egpj"),
            Item(new string('W', 200), new string('i', 400), "https://example.org/" + string.Join('/', Enumerable.Repeat("a-very-long-address", 60))),
            Item("The address of this one is longer than any mail program opens", "So it has none.", "https://example.org/?" + new string('q', 3000)),
            Item("👩‍👩‍👧‍👦🏳️‍🌈 emoji 🇰🇷" + string.Concat(Enumerable.Repeat("👩‍🚀", 60)), "🧨 and so on", "https://example.org/8"),
            Item("Tom &amp;amp; Jerry &amp;amp;amp; friends &amp;amp;lt;3", "AT&amp;amp;T’s &amp;amp;quot;quotes&amp;amp;quot;", "https://example.org/9"),
            Item("&lt;/style&gt;&lt;/td&gt;&lt;/table&gt;&lt;!-- End of everything", "--&gt; ]]&gt; &lt;![endif]--&gt;", "vbscript:canary('vb')"),
            Item("Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B\u030C\u030D\u030E\u030F a\u0301 tower of accents", "Quiet.", "file:///etc/passwd"),
        };
        return $"""
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
            <title>Evil" &lt;evil@example.net&gt;&#13;&#10;Bcc: victim@example.net, 'Wire'</title>
            {string.Join('\n', items)}
            </channel></rss>
            """;
    }

    private static string Item(string title, string standfirst, string link) => $"""
        <item><title>{title}</title><description>{standfirst}</description><link>{link}</link><guid isPermaLink="false">{title.Length}-{link.Length}</guid>
        <category>&lt;i onclick=canary(0)&gt;tag</category><author>evil@example.net (Eve&#10;Bcc: victim@example.net)</author>
        <enclosure url="javascript:canary('picture')" type="image/jpeg" length="1"/></item>
        """;

    private static string Json() => JsonSerializer.Serialize(new
    {
        version = "https://jsonfeed.org/version/1.1",
        title = "JSON \"><script>canary('source')</script>\r\nSubject: Injected",
        items = new[]
        {
            Entry(1, Shown[1] + " attribute break", "https://example.org/j/1\" onclick=\"canary('quote')"),
            Entry(2, Shown[2] + ";top:0' quotes", "https://example.org/j/2?q='><b>&x=\"y\""),
            Entry(3, Shown[3] + " templates", "https://user:secret@example.org/j/3"),
            Entry(4, "Controls \u0000\u0007\u001B[31m\u0085\u009B red \uFFFE\uD800 alone", "https://example.org/j/4\r\nX-Injected: 1"),
            Entry(5, "Subject: =?utf-8?b?PHNjcmlwdD4=?= encoded word", "JAVASCRIPT:canary('upper')"),
            Entry(6, "%0d%0aBcc:%20victim@example.net by percent", " java\tscript:canary('tab')"),
        },
    });

    private static object Entry(int id, string title, string url) => new
    {
        id = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        url,
        title,
        content_text = $"Plain {title} \u2028 line separator",
        image = "data:image/svg+xml,<svg onload=canary('svg image')>",
        date_published = "2023-09-05T05:00:00+09:00",
        authors = new[] { new { name = "Mallory\r\nBcc: victim@example.net <script>canary('author')</script>" } },
    };
}
