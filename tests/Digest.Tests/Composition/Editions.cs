using System.Globalization;
using System.Text;
using Digest.Composition;
using Digest.News;
using MimeKit;

namespace Digest.Tests.Composition;

public sealed class Editions
{
    [Fact]
    public void The_same_lineup_gives_the_same_bytes_whatever_the_culture()
    {
        var lineup = Sample.Lineup(Sample.Story(), Sample.Story("Second İ story"));
        var edition = Sample.Composer().Compose(lineup);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR", useUserOverride: false);
            var again = Sample.Composer().Compose(lineup);

            Assert.Equal(edition.Key, again.Key);
            Assert.Equal(edition.Body.ToArray(), again.Body.ToArray());
            Assert.Equal(edition.TokenAt, again.TokenAt);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Another_story_moment_or_sender_gives_another_key()
    {
        var lineup = Sample.Lineup(Sample.Story());
        string[] keys =
        [
            Key(lineup),
            Key(lineup with { Now = lineup.Now.AddTicks(1) }),
            Key(Sample.Lineup(Sample.Story("Another story"))),
            Key(lineup, Sample.Options with { From = new("Other", "other@example.org") }),
            Key(lineup with { Sections = [lineup.Sections[0] with { More = 1 }] }),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());

        static string Key(Lineup lineup, ComposerOptions? options = null) => Sample.Composer(options).Compose(lineup).Key;
    }

    [Fact]
    public void The_body_is_plain_text_then_a_page_in_lines_that_any_server_takes()
    {
        var body = Sample.Composer().Compose(Sample.Lineup(Sample.Story())).Body;
        using var stream = new MemoryStream(body.ToArray());
        using var entity = MimeEntity.Load(stream, TestContext.Current.CancellationToken);

        var parts = Assert.IsType<MultipartAlternative>(entity);
        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.ContentType.MimeType));
        Assert.All(parts, part => Assert.Equal("utf-8", part.ContentType.Charset));

        var text = Encoding.ASCII.GetString(body.Span);
        Assert.StartsWith("Content-Type: multipart/alternative;", text, StringComparison.Ordinal);
        Assert.DoesNotContain("MIME-Version", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Mostly_Korean_text_goes_as_base64_where_that_is_smaller()
    {
        var korean = string.Concat(Enumerable.Repeat("북한이 동해상으로 순항미사일을 발사했다. ", 8));
        var stories = Enumerable.Repeat(Sample.Story(korean) with { Standfirst = korean }, 8);
        var body = Sample.Composer(Sample.Options with { LeaveUrl = null }).Compose(Sample.Lineup([.. stories])).Body;

        Assert.Contains("Content-Transfer-Encoding: base64", Encoding.ASCII.GetString(body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_would_be_clipped_says_how_many_more_there_are()
    {
        var stories = Enumerable.Range(0, 90).Select(i => Sample.Pick(Sample.Story($"Story {i} {new string('ü', 120)}"))).ToList();
        var lineup = Sample.Lineup(stories);
        var mail = Sample.Composer();
        var wire = Sample.Wire(mail, mail.Compose(lineup));
        var parts = MailParts.Read(wire);

        var page = Encoding.ASCII.GetString(wire)[Encoding.ASCII.GetString(wire).IndexOf("text/html", StringComparison.Ordinal)..];
        var shown = parts.Html!.Split("<h3").Length - 1;
        Assert.InRange(page.Length, 70_000, 91_000);
        Assert.InRange(shown, 30, 89);
        Assert.Contains($"And {90 - shown} more stories", parts.Html, StringComparison.Ordinal);
        Assert.Contains($"And {90 - shown} more stories", parts.Text, StringComparison.Ordinal);
    }
}
