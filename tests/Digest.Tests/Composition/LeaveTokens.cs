using System.Text;
using Digest.Composition;
using Digest.News;

namespace Digest.Tests.Composition;

public sealed class LeaveTokens
{
    private static readonly string _token = LeaveToken.For("secret"u8, Sample.Reader.Address);

    [Fact]
    public void A_token_is_32_small_letters_and_digits() =>
        Assert.Matches($"^[0-9a-z]{{{Token.Length}}}$", _token);

    [Fact]
    public void A_token_depends_on_address_and_secret_and_not_on_case()
    {
        Assert.Equal(_token, LeaveToken.For("secret"u8, "Reader@Example.ORG"));
        Assert.NotEqual(_token, LeaveToken.For("secret"u8, "other@example.org"));
        Assert.NotEqual(_token, LeaveToken.For("another"u8, Sample.Reader.Address));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(33)]
    [InlineData(60)]
    public void The_token_stands_in_both_parts_wherever_the_lines_break(int shift)
    {
        var url = $"https://example.org/{new string('x', shift)}/{{token}}/end";
        var mail = Sample.Mail(Sample.Lineup(Sample.Story()), Sample.Options with { LeaveUrl = url });

        var expected = url.Replace("{token}", _token, StringComparison.Ordinal);
        Assert.Contains($"href=\"{expected}\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains($"\n{expected}\n", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_that_says_the_placeholder_learns_nobodys_token()
    {
        var url = new Uri($"https://evil.example.org/{Token.Placeholder}");
        var half = Token.Placeholder[..16];
        var hostile = Sample.Story($"{Token.Placeholder}") with { Url = url, Standfirst = half, Source = Token.Placeholder[16..] };
        var composer = Sample.Composer();
        var edition = composer.Compose(Sample.Lineup(hostile));
        var mail = MailParts.Read(Sample.Wire(composer, edition));

        Assert.Equal(2 * Token.Length, edition.TokenAt.Count);
        Assert.DoesNotContain($"evil.example.org/{_token}", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"evil.example.org/{_token}", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_token, mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_without_a_leave_address_on_the_web_holds_no_token()
    {
        var composer = Sample.Composer(Sample.Options with { LeaveUrl = null });
        var edition = composer.Compose(Sample.Lineup(Sample.Story()));

        Assert.Empty(edition.TokenAt);
        var head = Encoding.UTF8.GetString(composer.HeadFor(edition, Sample.Reader, Sample.Morning, 0, _token).Bytes.Span);
        Assert.Contains("List-Unsubscribe: <mailto:digest+leave@example.org?subject=Stop%20everything>\r\n", Unfolded(head), StringComparison.Ordinal);
        Assert.DoesNotContain("List-Unsubscribe-Post", head, StringComparison.Ordinal);
    }

    [Fact]
    public void Korean_text_keeps_the_token_readable_too()
    {
        var korean = string.Concat(Enumerable.Repeat("북한이 동해상으로 순항미사일을 발사했다. ", 20));
        var mail = Sample.Mail(Sample.Lineup([.. Enumerable.Repeat(Sample.Story(korean) with { Standfirst = korean }, 8)]));

        Assert.Contains($"https://example.org/leave/{_token}", mail.Html, StringComparison.Ordinal);
    }

    private static string Unfolded(string head) => head.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);
}
