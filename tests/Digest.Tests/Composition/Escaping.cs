using Digest.News;

namespace Digest.Tests.Composition;

public sealed class Escaping
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\"quoted\" & 'single'", "&quot;quoted&quot; &amp; &#39;single&#39;")]
    [InlineData("<!-- --><style>*{display:none}</style>", "&lt;!-- --&gt;&lt;style&gt;*{display:none}&lt;/style&gt;")]
    public void A_headline_is_shown_as_text_whatever_it_says(string title, string shown)
    {
        var mail = Sample.Mail(Sample.Lineup(Sample.Story(title)));

        Assert.Contains(shown, mail.Html!.Replace("\u200B", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(title, mail.Html, StringComparison.Ordinal);
        Assert.Contains(title, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_of_a_story_is_escaped_not_only_its_headline()
    {
        var hostile = new Story
        {
            Title = "<b>1",
            Standfirst = "<b>2",
            Source = "<b>3",
            Categories = ["<b>4"],
            Authors = ["<b>5"],
            Url = new("https://example.org/?q=\"><b>6"),
            Image = new("https://example.org/'><b>7"),
            Published = Sample.Morning.AddHours(-2),
        };
        var lineup = Sample.Lineup([Sample.Pick(hostile, hostile with { Title = "<b>8" })]);
        var mail = Sample.Mail(lineup with { Title = "<b>9", Topics = ["<b>10"], Broken = ["<b>11"] });

        Assert.DoesNotMatch("<b>[0-9]", mail.Html);
        Assert.Contains("&lt;b&gt;4", mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;11", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_end_in_a_headline_adds_no_header_and_no_line()
    {
        var mail = Sample.Composer();
        var edition = mail.Compose(Sample.Lineup(Sample.Story("One\r\nBcc: victim@example.org\r\n\r\nbody")));
        var wire = System.Text.Encoding.UTF8.GetString(Sample.Wire(mail, edition));
        var head = wire[..wire.IndexOf("Content-Type", StringComparison.Ordinal)];

        Assert.DoesNotContain("\nBcc:", head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("North Korea: One Bcc: victim@example.org body", edition.Subject);
    }

    [Theory]
    [InlineData("\u202E")]
    [InlineData("\u2066")]
    [InlineData("\u0000")]
    [InlineData("\u001B")]
    [InlineData("\u0085")]
    [InlineData("\uFDD0")]
    [InlineData("\uFDD3")]
    public void Characters_that_turn_hide_or_command_never_arrive(string odd)
    {
        var mail = Sample.Mail(Sample.Lineup(Sample.Story($"Be{odd}fore"), Sample.Story() with { Standfirst = $"be{odd}hind" }));

        Assert.DoesNotContain(odd, mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(odd, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(odd, mail.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    public void An_address_that_is_not_of_the_web_leads_nowhere(string address)
    {
        var mail = Sample.Mail(Sample.Lineup(Sample.Story() with { Url = new(address), Image = new(address) }));

        Assert.DoesNotContain(address, mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(address, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_shows_neither_user_name_nor_password_before_its_host()
    {
        var mail = Sample.Mail(Sample.Lineup(Sample.Story() with { Url = new("https://bank.example:pw@evil.example.org/a?b=1&c=2") }));

        Assert.Contains("href=\"https://evil.example.org/a?b=1&amp;c=2\"", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("bank.example", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_word_can_break_and_its_emoji_stay_whole()
    {
        var mail = Sample.Mail(Sample.Lineup(Sample.Story(new string('w', 29) + "👩‍👩‍👧‍👦" + new string('w', 40))));

        Assert.Contains("👩‍👩‍👧‍👦", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("w{31}", mail.Html);
        Assert.DoesNotContain("\u200B", mail.Text, StringComparison.Ordinal);
    }
}
