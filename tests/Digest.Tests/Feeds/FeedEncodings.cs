using System.Text;
using Digest.Feeds;

namespace Digest.Tests.Feeds;

/// <summary>Bytes to text, in whatever encoding and whatever is said of it.</summary>
public sealed class FeedEncodings
{
    private const string Russian = "Мирные переговоры начались во вторник утром, сообщили источники в правительстве";
    private const string Japanese = "平和交渉が火曜日の朝に始まったと政府の関係者が明らかにした";
    private const string Korean = "평화 협상이 화요일 아침에 시작되었다고 정부 소식통이 밝혔다";
    private const string Chinese = "和平谈判在星期二早上开始，一个不在场的政府人士说，这是我们中国的大事";
    private const string Taiwanese = "和平談判在星期二早上開始，一個不在場的政府人士說，這是我們中國的大事";
    private const string French = "Les négociations ont été rouvertes à l’été : « voilà » dit l’émissaire";

    private static readonly Uri _address = new("https://example.org/feed");

    static FeedEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", Russian)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("cp866", Russian)]
    [InlineData("iso-8859-5", Russian)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("iso-2022-jp", Japanese)]
    [InlineData("euc-kr", Korean)]
    [InlineData("gb2312", Chinese)]
    [InlineData("gb18030", Chinese)]
    [InlineData("hz-gb-2312", Chinese)]
    [InlineData("big5", Taiwanese)]
    [InlineData("windows-1252", French)]
    [InlineData("ISO_8859-1", "Zürich déjà")]
    [InlineData("ibm037", "Plain words")]
    public void A_declared_encoding_is_read(string name, string title)
    {
        var encoding = name switch { "cp866" => Encoding.GetEncoding(866), "ISO_8859-1" => Encoding.Latin1, _ => Encoding.GetEncoding(name) };
        Assert.Equal(title, Title(encoding.GetBytes(Feed(title, name))));
        Assert.Equal(title, Title(encoding.GetBytes(Feed(title, null)), $"application/xml; charset=\"{name}\""));
    }

    [Theory]
    [InlineData(1251, Russian)]
    [InlineData(20866, Russian)]
    [InlineData(932, Japanese)]
    [InlineData(51932, Japanese)]
    [InlineData(50220, Japanese)]
    [InlineData(949, Korean)]
    [InlineData(54936, Chinese)]
    [InlineData(950, Taiwanese)]
    [InlineData(1252, French)]
    public void An_encoding_of_which_nothing_is_said_is_guessed(int codePage, string title)
    {
        Assert.Equal(title, Title(Encoding.GetEncoding(codePage).GetBytes(Feed(title, null))));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Unicode_shows_itself_with_and_without_a_mark_whatever_is_declared(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var body = encoding.GetBytes(Feed(Japanese, "iso-8859-1"));
        Assert.Equal(Japanese, Title([.. encoding.GetPreamble(), .. body]));
        if (name != "utf-8")
        {
            Assert.Equal(Japanese, Title(body));
        }
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    [InlineData("us-ascii")]
    [InlineData("no-such-encoding")]
    public void A_declaration_that_the_bytes_contradict_is_not_believed(string declared)
    {
        Assert.Equal(Russian, Title(Encoding.UTF8.GetBytes(Feed(Russian, declared))));
    }

    [Fact]
    public void Windows_text_that_is_declared_as_utf_8_is_read_and_said_to_be_mended()
    {
        var body = Encoding.GetEncoding(1252).GetBytes(Feed(French, "utf-8"));
        var feed = FeedParser.Parse(body, null, _address);
        Assert.Equal(French, feed.Stories[0].Title);
        Assert.Equal("windows-1252 declared as utf-8", feed.Mended);
    }

    [Fact]
    public void A_piece_in_another_encoding_spoils_nothing_but_itself()
    {
        var body = Encoding.UTF8.GetBytes(Feed("Zürich, Genève, Köln, São Paulo, München #", "utf-8"));
        body[Array.IndexOf(body, (byte)'#')] = 0xE9;
        Assert.Equal("Zürich, Genève, Köln, São Paulo, München é", Title(body));
    }

    [Fact]
    public void Text_that_was_encoded_twice_is_decoded_twice()
    {
        var twice = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("São Tomé"));
        Assert.Equal("São Tomé", Title(Encoding.UTF8.GetBytes(Feed(twice, "utf-8"))));
        Assert.Equal("Ã is a letter", Title(Encoding.UTF8.GetBytes(Feed("Ã is a letter", "utf-8"))));
    }

    [Fact]
    public void Control_codes_from_windows_are_the_marks_that_they_stand_for()
    {
        Assert.Equal("It’s – here", Title(Encoding.UTF8.GetBytes(Feed("It&#146;s \u0096 here", "utf-8"))));
    }

    private static string Feed(string title, string? encoding) =>
        $"<?xml version=\"1.0\"{(encoding is null ? "" : $" encoding=\"{encoding}\"")}?><rss version=\"2.0\"><channel><item><title>{title}</title></item></channel></rss>";

    private static string Title(byte[] body, string? contentType = null) => Assert.Single(FeedParser.Parse(body, contentType, _address).Stories).Title;
}
