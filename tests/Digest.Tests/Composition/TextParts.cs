using Digest.Composition;

namespace Digest.Tests.Composition;

public sealed class TextParts
{
    [Fact]
    public void An_edition_reads_well_as_plain_text()
    {
        var lead = Sample.Story() with { Standfirst = "South Korea’s spy agency tells lawmakers that the Russian defence minister made the proposal in July." };
        var lineup = Sample.Lineup(
            [
                Sample.Pick(lead, Sample.Story() with { Source = "Harbour Post" }, Sample.Story() with { Source = "Peninsula Daily" }),
                Sample.Pick(Sample.Story("Kim watches corvette fire cruise missile")),
            ],
            more: 4,
            url: new("https://example.org/north-korea"));

        Assert.Equal(
            $"""
            Daily Digest - Tuesday September 5 2023

            North Korea
            ===========
            Six new stories from three sources, from Monday{'\u00A0'}07:00 to
            Tuesday{'\u00A0'}07:00{'\u00A0'}KST.


            Top story
            ---------

            Moscow asked Pyongyang to join naval drills
            South Korea’s spy agency tells lawmakers that the Russian defence
            minister made the proposal in July.
            Sample Wire - Monday 4 September, 18:40{'\u00A0'}KST
            Also reported by Harbour Post, Peninsula Daily
            https://example.org/story


            More on North Korea (5)
            -----------------------

            Kim watches corvette fire cruise missile
            It would be a first for the North.
            Sample Wire - Monday 4 September, 18:40{'\u00A0'}KST
            https://example.org/story

            And 4 more stories
            https://example.org/north-korea

            ------------------------------------------------------------------------
            You get this because you follow North Korea.
            Daily Digest, 1 Example Street, London

            Stop North Korea
            mailto:digest+leave@example.org?subject=Stop%20North%20Korea
            Stop everything
            https://example.org/leave/{LeaveToken.For("secret"u8, "reader@example.org")}

            """.ReplaceLineEndings("\n"),
            Sample.Mail(lineup).Text);
    }

    [Fact]
    public void No_line_is_wider_than_72_columns_but_for_addresses()
    {
        var address = new Uri($"https://example.org/{new string('a', 300)}");
        var stories = new[]
        {
            Sample.Story(new string('w', 200)) with { Url = address, Standfirst = new string('x', 200) },
            Sample.Story(string.Concat(Enumerable.Repeat("북한미사일", 20))) with { Standfirst = string.Concat(Enumerable.Repeat("日本語の文章、", 20)) },
            Sample.Story("A headline that goes on for rather longer than headlines ought to go on, as some of them do"),
        };
        var text = Sample.Mail(Sample.Lineup(stories)).Text!;

        Assert.Contains($"\n{address}\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => !line.StartsWith("http", StringComparison.Ordinal)), line => Assert.InRange(Width(line), 0, 72));
    }

    [Fact]
    public void There_are_no_tags_and_no_entities()
    {
        var text = Sample.Mail(Sample.Lineup(Sample.Story("Fish & chips, “cheap”"))).Text!;

        Assert.Contains("Fish & chips, “cheap”", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("<[a-z/]|&[a-z]+;", text);
    }

    [Fact]
    public void Leaving_comes_last()
    {
        var text = Sample.Mail(Sample.Lineup(Sample.Story()) with { Broken = ["A feed is gone."] }).Text!;

        Assert.True(text.IndexOf("A feed is gone.", StringComparison.Ordinal) < text.IndexOf("Stop everything", StringComparison.Ordinal));
        Assert.StartsWith("https://example.org/leave/", text.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    private static int Width(string line) => line.Sum(c => c is >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\uFFE6' ? 2 : 1);
}
