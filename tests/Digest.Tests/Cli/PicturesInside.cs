using System.Text;
using MimeKit;

namespace Digest.Tests.Cli;

/// <summary><c>images = "embed"</c>, the whole way: fetched under the fetcher's guards, checked by their bytes, sent along.</summary>
public sealed class PicturesInside
{
    private const string Allowed = "[fetch]\nallow_private_networks = true";

    private static readonly byte[] _png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Repeat((byte)7, 900)];

    [Fact]
    public async Task A_picture_is_fetched_once_for_all_editions_and_goes_inside_them()
    {
        await using var trial = With("/lead.png");
        trial.Configure("images = \"embed\"", more: "[[subscribers]]\nemail = \"other@example.org\"\ntopics = [\"North Korea\"]\ntimezone = \"Europe/Paris\"\n" + Allowed);
        trial.Feeds.Answers("/lead.png", _ => FeedServer.Response("200 OK", _png));

        var said = await trial.RunAsync("run");

        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.Equal(2, trial.Received.Count);
        Assert.Equal("image/jpeg, image/png, image/gif", Assert.Single(Asked(trial, "/lead.png")).Headers["Accept"]);
        foreach (var mail in trial.Mail.Mails)
        {
            var (html, picture) = Parts(mail.Bytes);
            Assert.Equal(_png, picture!.Value.Bytes);
            Assert.Contains($"src=\"cid:{picture.Value.Id}\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_feed_cannot_have_us_ask_in_a_private_network()
    {
        await using var trial = With("/lead.png");
        trial.Configure("images = \"embed\"");
        trial.Feeds.Answers("/lead.png", _ => FeedServer.Response("200 OK", _png));

        var said = await trial.RunAsync("run");

        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.Empty(Asked(trial, "/lead.png"));
        Assert.DoesNotContain("<img", Parts(Assert.Single(trial.Mail.Mails).Bytes).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_too_large_or_no_picture_is_left_out_and_the_mail_goes_all_the_same()
    {
        foreach (var (status, body) in new[]
        {
            ("404 Not Found", _png),
            ("200 OK", Encoding.ASCII.GetBytes("<svg onload=\"alert(1)\"/>")),
            ("200 OK", [.. _png, .. new byte[1_000_000]]),
        })
        {
            await using var trial = With("/lead.png");
            trial.Configure("images = \"embed\"", more: Allowed);
            trial.Feeds.Answers("/lead.png", _ => FeedServer.Response(status, body));

            var said = await trial.RunAsync("run");

            Assert.Equal((0, ""), (said.Code, said.Error));
            Assert.NotEmpty(Asked(trial, "/lead.png"));
            var (html, picture) = Parts(Assert.Single(trial.Mail.Mails).Bytes);
            Assert.Null(picture);
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_preview_holds_the_same_picture_as_the_run()
    {
        await using var trial = With("/lead.png");
        trial.Configure("images = \"embed\"", more: Allowed);
        trial.Feeds.Answers("/lead.png", _ => FeedServer.Response("200 OK", _png));

        await trial.RunAsync("preview", "--output", trial.File("morning.eml"));
        await trial.RunAsync("run");

        Assert.Equal(await File.ReadAllBytesAsync(trial.File("morning.eml"), TestContext.Current.CancellationToken), Assert.Single(trial.Mail.Mails).Bytes.ToArray());
    }

    private static Trial With(string picture)
    {
        var trial = new Trial();
        trial.Feeds.Serves("/wire.xml", $"""
            <rss version="2.0"><channel><title>Sample Wire</title><item><title>One</title><link>https://example.org/one</link>
            <pubDate>{A.Morning.AddHours(-1):R}</pubDate><enclosure url="{trial.Feeds.At(picture)}" type="image/png" length="9"/></item></channel></rss>
            """);
        return trial;
    }

    private static IEnumerable<FeedRequest> Asked(Trial trial, string path) => trial.Feeds.Requests.Where(request => request.Path == path);

    private static (string Html, (string Id, byte[] Bytes)? Picture) Parts(ReadOnlyMemory<byte> bytes)
    {
        using var stream = new MemoryStream(bytes.ToArray());
        using var message = MimeMessage.Load(stream);
        if (message.BodyParts.OfType<MimePart>().FirstOrDefault(part => part.ContentType.MediaType == "image") is not { } picture)
        {
            return (message.HtmlBody!, null);
        }

        using var decoded = new MemoryStream();
        picture.Content!.DecodeTo(decoded, TestContext.Current.CancellationToken);
        return (message.HtmlBody!, (picture.ContentId!, decoded.ToArray()));
    }
}
