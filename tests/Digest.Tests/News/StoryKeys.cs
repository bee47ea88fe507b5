using Digest.News;

namespace Digest.Tests.News;

public sealed class StoryKeys
{
    [Theory]
    [InlineData("https://www.example.org/a/b/", "http://example.org/a/b")]
    [InlineData("https://example.org/a?utm_source=rss&id=7", "https://example.org/a?id=7#top")]
    [InlineData("https://EXAMPLE.org/a?x=1&b=2", "https://example.org/a?b=2&x=1")]
    public void Two_addresses_of_one_story_give_one_key(string one, string other) =>
        Assert.Equal(StoryKey.OfUrl(new Uri(one)), StoryKey.OfUrl(new Uri(other)));

    [Theory]
    [InlineData("https://example.org/a?id=7", "https://example.org/a?id=8")]
    [InlineData("https://example.org/A", "https://example.org/a")]
    [InlineData("https://example.org:8443/a", "https://example.org/a")]
    public void Addresses_of_different_stories_give_different_keys(string one, string other) =>
        Assert.NotEqual(StoryKey.OfUrl(new Uri(one)), StoryKey.OfUrl(new Uri(other)));

    [Fact]
    public void A_headline_is_known_again_whatever_its_case_and_punctuation() =>
        Assert.Equal(StoryKey.OfTitle("Kim’s “new” ship: launched!"), StoryKey.OfTitle("  KIM'S new  ship — launched "));
}
