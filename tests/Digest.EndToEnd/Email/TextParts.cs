using System.Text.RegularExpressions;

namespace Digest.EndToEnd.Email;

/// <summary>Check 13: the text part tells what the page tells, as plain text.</summary>
public sealed partial class TextParts(Editions editions)
{
    private static readonly string _end = new('-', 72);

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task The_preview_as_text_is_the_text_part(string name)
    {
        var edition = await editions.OfAsync(name);
        using var mail = edition.Mail;
        // The token in an address is another for each of two previews without a ledger.
        Assert.Equal(Token().Replace(mail.TextBody!.ReplaceLineEndings("\n"), "/leave/"), Token().Replace(edition.Text, "/leave/"));
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task It_tells_the_stories_of_the_page_in_their_order(string name)
    {
        var edition = await editions.OfAsync(name);
        var screen = await editions.OnScreenAsync(name);
        var outline = screen.Light.Outline;
        var expected = new Queue<Landmark>(outline.Where(landmark => landmark.Kind is "h3" or "more"));
        Assert.NotEmpty(expected);
        foreach (var block in Blocks(edition.Text))
        {
            Assert.True(expected.TryDequeue(out var next), $"the page has no more stories, the text has “{block}”");
            var isSame = next.Kind == "h3" ? Bare(block).StartsWith(Bare(next.Text), StringComparison.Ordinal) : Digits(block) == Digits(next.Text);
            Assert.True(isSame, $"the page has {next.Kind} “{next.Text}”, the text has “{block}”");
        }

        Assert.Empty(expected);
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task It_has_no_markup(string name)
    {
        var edition = await editions.OfAsync(name);
        var screen = await editions.OnScreenAsync(name);
        // What a hostile feed meant as text looks like markup on the page, too.
        var meant = name == "hostile" ? Bare(screen.Light.Words) : "";
        Faults.None(Markup().Matches(edition.Text).Select(match => match.Value).Where(tag => !meant.Contains(Bare(tag), StringComparison.Ordinal)));
    }

    /// <summary>The parts between empty lines that are stories or say how many more there are.</summary>
    private static IEnumerable<string> Blocks(string text)
    {
        var blocks = text.Split(_end)[0].Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(block => block.Trim('\n')).ToList();
        return blocks.Skip(2).Where(block => block.Length > 0 && !Underlined().IsMatch(block));
    }

    private static string Bare(string text) => White().Replace(text, "");

    private static string Digits(string text) => string.Concat(text.Split('\n')[0].Where(char.IsAsciiDigit));

    [GeneratedRegex("/leave/[0-9a-z]+")]
    private static partial Regex Token();

    [GeneratedRegex("</?[a-zA-Z!][^>]*>|&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z]+);")]
    private static partial Regex Markup();

    [GeneratedRegex("\n-+$")]
    private static partial Regex Underlined();

    [GeneratedRegex(@"[\s\u200B]+")]
    private static partial Regex White();
}
