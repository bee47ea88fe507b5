using Digest.News;

namespace Digest.Tests.Composition;

public sealed class Pages
{
    [Fact]
    public void One_topic_is_named_once_and_its_first_story_leads()
    {
        var html = Html(Sample.Lineup(Sample.Story(), Sample.Story("Second story")));

        Assert.Equal(["North Korea"], Headings(html, 1));
        Assert.Equal(["Top story", "More on North Korea (1)"], Headings(html, 2));
        Assert.Equal(["Moscow asked Pyongyang to join naval drills", "Second story"], Headings(html, 3));
    }

    [Fact]
    public void Several_topics_have_a_section_and_a_count_each()
    {
        var lineup = Sample.Lineup(Sample.Story()) with { Topics = ["North Korea", "Climate", "Chips"] };
        var html = Html(lineup with
        {
            Sections = [.. lineup.Sections, new(Sample.Topic("Climate"), [Sample.Pick(Sample.Story("Warm"))], 3)],
        });

        Assert.Equal(["Your topics"], Headings(html, 1));
        Assert.Equal(["North Korea (1)", "Climate (4)"], Headings(html, 2));
        Assert.Contains("follow <b>North Korea, Climate and Chips</b>", html, StringComparison.Ordinal);
        Assert.Contains("Stop Chips", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "One new story from one source, from Monday 07:00 to Tuesday 07:00 KST.")]
    [InlineData(8, "Eight new stories from one source, from Monday 07:00 to Tuesday 07:00 KST.")]
    [InlineData(11, "11 new stories from one source, from Monday 07:00 to Tuesday 07:00 KST.")]
    public void One_sentence_says_how_many_and_from_when_to_when(int stories, string sentence) =>
        Assert.Contains(sentence, Html(Sample.Lineup([.. Enumerable.Repeat(Sample.Story(), stories)])), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "One story from one source, up to Tuesday 07:00 KST.")]
    [InlineData("2023-09-05T01:00+09:00", "One new story from one source, from Tuesday 01:00 to 07:00 KST.")]
    [InlineData("2023-08-20T07:00+09:00", "One new story from one source, from 20 August, 07:00 to 5 September, 07:00 KST.")]
    public void The_sentence_is_honest_about_other_windows(string? since, string sentence) =>
        Assert.Contains(
            sentence,
            Html(Sample.Lineup(Sample.Story()) with { Since = since is null ? null : Sample.At(since) }),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Asia/Seoul", "Monday 4 September, 18:40 KST")]
    [InlineData("Europe/London", "Monday 4 September, 10:40 BST")]
    [InlineData("America/New_York", "Monday 4 September, 05:40 EDT")]
    [InlineData("Pacific/Honolulu", "Sunday 3 September, 23:40 HST")]
    [InlineData("Asia/Kathmandu", "Monday 4 September, 15:25 UTC+05:45")]
    [InlineData("UTC", "Monday 4 September, 09:40 UTC")]
    public void Times_are_the_readers_own_with_their_zone(string zone, string time)
    {
        var lineup = Sample.Lineup(Sample.Story()) with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) };

        Assert.Contains(time, Html(lineup), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-10-28T07:00+01:00", "from Saturday 07:00 BST to Sunday 07:00 GMT")]
    [InlineData("2023-10-29T07:00+00:00", "from Sunday 07:00 to Monday 07:00 GMT")]
    public void A_window_across_a_change_of_the_clocks_names_both_zones(string since, string words)
    {
        var from = Sample.At(since);
        var lineup = Sample.Lineup(Sample.Story()) with
        {
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
            Since = from,
            Now = from.Offset == TimeSpan.Zero ? from.AddHours(24) : from.AddHours(25),
        };

        Assert.Contains(words, Html(lineup), StringComparison.Ordinal);
    }

    [Fact]
    public void A_story_without_anything_still_has_a_headline()
    {
        var mail = Sample.Mail(Sample.Lineup(new Story(), new Story { Standfirst = "Only this is known of it." }));

        Assert.Equal(["Untitled story", "Only this is known of it."], Headings(mail.Html!, 3));
        Assert.DoesNotContain("href=\"\"", mail.Html, StringComparison.Ordinal);
        Assert.Equal(2, mail.Text!.Split("Only this is known of it.").Length);
    }

    [Fact]
    public void A_standfirst_that_repeats_the_headline_is_left_out()
    {
        var html = Html(Sample.Lineup(Sample.Story("Kim’s ship: launched!") with { Standfirst = "KIM'S ship launched" }));

        Assert.DoesNotContain("KIM", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Short and whole.", "Short and whole.")]
    [InlineData("The first sentence ends here, well within what fits, and says what happened in it. The second one is of the kind that goes on and on, clause after clause, as if the writer had been paid by the word and had a long train journey before him and nothing else to do but that.", "The first sentence ends here, well within what fits, and says what happened in it. The second one is of the kind that goes on and on, clause after clause, as if the writer had been paid by the word and had a long train journey before him and nothing else to…")]
    [InlineData("The first sentence ends here, but it takes its time to do so, and it says a great deal about what happened, to whom, and why. The second ends too. A third begins here and doesn’t end before the place where everything is cut off, because it was made to be so, at length.", "The first sentence ends here, but it takes its time to do so, and it says a great deal about what happened, to whom, and why. The second ends too.")]
    public void A_standfirst_is_cut_at_a_sentence_or_a_word(string standfirst, string shown) =>
        Assert.Contains($">{shown}</p>", Html(Sample.Lineup(Sample.Story() with { Standfirst = standfirst })), StringComparison.Ordinal);

    [Theory]
    [InlineData("북한이 순항미사일을 발사했다", " lang=\"ko\"")]
    [InlineData("北朝鮮がミサイルを発射", " lang=\"ja\"")]
    [InlineData("كوريا الشمالية تطلق صاروخا", " lang=\"ar\" dir=\"rtl\"")]
    public void A_headline_in_another_script_says_so(string title, string attributes) =>
        Assert.Contains($"{attributes}><a", Html(Sample.Lineup(Sample.Story(title))), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://example.org/topic", "See 4 more stories")]
    [InlineData(null, "And 4 more stories")]
    public void More_is_a_button_where_the_topic_has_an_address(string? url, string words)
    {
        var html = Html(Sample.Lineup([Sample.Pick(Sample.Story())], 4, url is null ? null : new(url)));

        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Equal(url is not null, html.Contains("href=\"https://example.org/topic\"", StringComparison.Ordinal));
    }

    [Fact]
    public void The_subject_is_the_topic_and_the_lead_headline_cut_at_a_word()
    {
        var mail = Sample.Mail(Sample.Lineup(Sample.Story("Moscow asked Pyongyang to join naval drills with China, Seoul believes")));

        Assert.Equal("North Korea: Moscow asked Pyongyang to join naval drills with…", mail.Subject);
    }

    [Fact]
    public void The_preheader_is_not_the_subject_again()
    {
        var html = Html(Sample.Lineup(Sample.Story(), Sample.Story("Kim watches corvette"), Sample.Story("Allies end exercise")));

        Assert.Contains(">Kim watches corvette · Allies end exercise · It would be a first for the North.</div>", html, StringComparison.Ordinal);
    }

    private static string Html(Lineup lineup) => Sample.Mail(lineup).Html!.Replace('\u00A0', ' ');

    private static string[] Headings(string html, int level) =>
    [
        .. html.Split($"<h{level}").Skip(1)
            .Select(part => part[(part.IndexOf('>', StringComparison.Ordinal) + 1)..part.IndexOf($"</h{level}>", StringComparison.Ordinal)])
            .Select(inner => System.Text.RegularExpressions.Regex.Replace(inner, "<[^>]*>", "")),
    ];

    [Fact]
    public void A_story_written_from_right_to_left_stands_on_its_own_side_as_a_whole()
    {
        var html = Html(Sample.Lineup([Sample.Pick(Sample.Story("مجلس الأمن يعقد جلسة"), Sample.Story())]));

        // Headline, standfirst, source and time, also reported by.
        Assert.Equal(4, html[html.IndexOf("<h3", StringComparison.Ordinal)..].Split(" dir=\"rtl\"").Length - 1);
    }

    [Fact]
    public void A_tower_of_accents_stays_on_its_own_line()
    {
        var html = Html(Sample.Lineup(Sample.Story("Z" + string.Concat(Enumerable.Repeat("\u0301", 40)) + " and é, ñ̃")));

        Assert.Contains("Z" + string.Concat(Enumerable.Repeat("\u0301", 4)) + " and é, ñ̃", html, StringComparison.Ordinal);
    }
}
