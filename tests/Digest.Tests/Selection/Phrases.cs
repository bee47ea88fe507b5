using Digest.News;
using Digest.Selection;

namespace Digest.Tests.Selection;

public sealed class Phrases
{
    [Theory]
    [InlineData("north korea", "North Korean ship sails")]
    [InlineData("north korea", "In NORTH  KOREA, a launch")]
    [InlineData("north korea", "North-Korea watchers")]
    [InlineData("pyongyang", "Pyöngyáng’s answer")]
    [InlineData("Pyöngyáng", "pyongyang answers")]
    [InlineData("kim jong", "Kim Jong-un's sister")]
    [InlineData("\"north korea\"", "North Korea launches")]
    [InlineData("strasse", "Die Straße")]
    [InlineData("북한", "북한이 발사했다")]
    [InlineData("北朝鮮", "日本政府は北朝鮮の発射を非難")]
    [InlineData("пхеньян", "Пхеньяне заявили")]
    public void A_phrase_is_found_from_the_start_of_a_word_whatever_case_and_accents(string phrase, string title) =>
        Assert.True(Takes(title, phrase));

    [Theory]
    [InlineData("korea", "Skorea is no word")]
    [InlineData("\"north korea\"", "North Korean ship sails")]
    [InlineData("north korea", "North of Korea")]
    [InlineData("north korea", "A story on the south")]
    [InlineData("…", "Dots … everywhere")]
    public void A_phrase_is_not_found_inside_a_word_or_across_other_words(string phrase, string title) =>
        Assert.False(Takes(title, phrase));

    [Fact]
    public void A_phrase_is_not_found_across_title_and_standfirst()
    {
        var rule = new TopicRule(A.Topic("t", "north korea"));
        Assert.False(rule.Takes(new Story { Title = "Heading north", Standfirst = "Korea waits" }));
    }

    [Fact]
    public void The_standfirst_and_the_categories_count_too()
    {
        var rule = new TopicRule(A.Topic("t", "north korea"));
        Assert.True(rule.Takes(new Story { Title = "Launch", Standfirst = "It was North Korea’s second." }));
        Assert.True(rule.Takes(new Story { Title = "Launch", Categories = ["World", "North Korea"] }));
    }

    [Fact]
    public void An_excluded_phrase_wins_over_an_included_one()
    {
        var rule = new TopicRule(A.Topic("t", "seoul") with { Exclude = ["fashion week"] });
        Assert.True(rule.Takes(new Story { Title = "Seoul answers" }));
        Assert.False(rule.Takes(new Story { Title = "Seoul opens its Fashion Week" }));
    }

    [Fact]
    public void Without_phrases_every_story_belongs() =>
        Assert.True(new TopicRule(A.Topic()).Takes(new Story { Title = "Anything" }));

    private static bool Takes(string title, string phrase) => new TopicRule(A.Topic("t", phrase)).Takes(new Story { Title = title });
}
