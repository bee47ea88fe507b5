using System.Globalization;
using System.Text;
using Digest.Feeds;

namespace Digest.Tests.Feeds;

/// <summary>Every form in which feeds write a moment.</summary>
public sealed class Dates
{
    [Theory]
    [InlineData("Tue, 24 Nov 2026 07:08:09 GMT", "2026-11-24T07:08:09")]
    [InlineData("Tue, 24 Nov 2026 07:08:09 +0130", "2026-11-24T05:38:09")]
    [InlineData("Tue, 24 Nov 2026 07:08:09 -05:00", "2026-11-24T12:08:09")]
    [InlineData("Tue, 24 Nov 2026 07:08:09 EST", "2026-11-24T12:08:09")]
    [InlineData("Tue, 24 Nov 2026 07:08:09 KST", "2026-11-23T22:08:09")]
    [InlineData("Tue, 24 Nov 2026 07:08:09 CEST", "2026-11-24T05:08:09")]
    [InlineData("Tue, 24 Nov 2026 07:08:09 Etc/GMT", "2026-11-24T07:08:09")]
    [InlineData("Tue, 24 Nov 2026 07:08:09 GMT+02:00", "2026-11-24T05:08:09")]
    [InlineData("Tue,24 Nov 2026 07:08:09 Z", "2026-11-24T07:08:09")]
    [InlineData("24 Nov 26 07:08 UT", "2026-11-24T07:08:00")]
    [InlineData("24 Nov 99 07:08 UT", "1999-11-24T07:08:00")]
    [InlineData("Tuesday, 24-Nov-26 07:08:09 GMT", "2026-11-24T07:08:09")]
    [InlineData("Tue Nov 24 07:08:09 2026", "2026-11-24T07:08:09")]
    [InlineData("Tue Nov 24 07:08:09 EST 2026", "2026-11-24T12:08:09")]
    [InlineData("November 24, 2026 7:08 PM", "2026-11-24T19:08:00")]
    [InlineData("Nov 24th, 2026", "2026-11-24T00:00:00")]
    [InlineData("24 Nov 2026 12:08 AM", "2026-11-24T00:08:00")]
    [InlineData("11/24/2026 7:08:09 PM", "2026-11-24T19:08:09")]
    [InlineData("24/11/2026 07:08", "2026-11-24T07:08:00")]
    [InlineData("24.11.2026 07:08", "2026-11-24T07:08:00")]
    [InlineData("Tue, 2026/11/24 07:08:09 EST", "2026-11-24T12:08:09")]
    [InlineData("Mon, 31 Aug 2026 24:00:00 GMT", "2026-09-01T00:00:00")]
    [InlineData("2026-11-24T07:08:09Z", "2026-11-24T07:08:09")]
    [InlineData("2026-11-24T07:08:09.123+09:00", "2026-11-23T22:08:09")]
    [InlineData("2026-11-24T07:08:09+0900", "2026-11-23T22:08:09")]
    [InlineData("2026-11-24 07:08:09", "2026-11-24T07:08:09")]
    [InlineData("2026-11-24 07:08:09 -0500", "2026-11-24T12:08:09")]
    [InlineData("2026-11-24T07:08Z", "2026-11-24T07:08:00")]
    [InlineData("2026-11-24T24:00:00Z", "2026-11-25T00:00:00")]
    [InlineData("2026-11-24", "2026-11-24T00:00:00")]
    [InlineData("2026-11", "2026-11-01T00:00:00")]
    [InlineData("2026", "2026-01-01T00:00:00")]
    [InlineData("20261124", "2026-11-24T00:00:00")]
    [InlineData("20261124T070809Z", "2026-11-24T07:08:09")]
    [InlineData("2026-328", "2026-11-24T00:00:00")]
    [InlineData("2026-W48-2", "2026-11-24T00:00:00")]
    [InlineData("1795504089", "2026-11-24T07:08:09")]
    [InlineData("1795504089000", "2026-11-24T07:08:09")]
    [InlineData("Di, 24 März 2026 07:08:09 +0100", "2026-03-24T06:08:09")]
    [InlineData("mar., 24 nov. 2026 07:08:09 +0100", "2026-11-24T06:08:09")]
    [InlineData("24 août 2026", "2026-08-24T00:00:00")]
    [InlineData("24 juillet 2026", "2026-07-24T00:00:00")]
    [InlineData("Vie, 24 Dic 2026 07:08:09 GMT", "2026-12-24T07:08:09")]
    [InlineData("gio, 24 lug 2026 07:08:09 GMT", "2026-07-24T07:08:09")]
    [InlineData("вт, 24 ноя 2026 07:08:09 +0300", "2026-11-24T04:08:09")]
    [InlineData("Κυρ, 11 Ιούλ 2026 12:00:00 EST", "2026-07-11T17:00:00")]
    [InlineData("2026-július-13T9:15-05:00", "2026-07-13T14:15:00")]
    [InlineData("2026년 11월 24일 16:08:09", "2026-11-24T07:08:09")]
    [InlineData("2026-11-24 오후 4:08:09", "2026-11-24T07:08:09")]
    [InlineData("2026年11月24日 07:08", "2026-11-24T07:08:00")]
    public void A_moment_is_read(string text, string expected)
    {
        Assert.Equal(DateTimeOffset.Parse(expected + "Z", CultureInfo.InvariantCulture), Published(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("Tue, 31 Jun 2026 07:08:09 GMT")]
    [InlineData("Tue, 24 Nov 2026 25:08:09 GMT")]
    [InlineData("2026-13-24")]
    [InlineData("2026-11-24T07:08:09+99:99")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1/2/3/4/5")]
    [InlineData("24-Nov-")]
    public void What_is_no_moment_is_none(string text)
    {
        Assert.Null(Published(text));
    }

    private static DateTimeOffset? Published(string text)
    {
        var body = Encoding.UTF8.GetBytes($"<rss version='2.0'><channel><item><title>One</title><pubDate>{text}</pubDate></item></channel></rss>");
        return Assert.Single(FeedParser.Parse(body, null, new Uri("https://example.org/feed")).Stories).Published;
    }
}
