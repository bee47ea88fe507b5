using Digest.Composition;
using Digest.News;

namespace Digest.Tests.Composition;

public sealed class EditionKeys
{
    private static readonly Composer _composer = new(
        new ComposerOptions { From = new Mailbox("Daily Digest", "digest@example.org"), Title = "Daily Digest", LeaveAddress = "digest@example.org" },
        TemplateSet.BuiltIn("daily"));

    [Fact]
    public void A_key_does_not_depend_on_which_feed_answered_first() => Assert.Equal(KeyOf(id: 1), KeyOf(id: 7));

    [Fact]
    public void Two_stories_that_look_alike_have_different_keys() => Assert.NotEqual(KeyOf(guid: "a"), KeyOf(guid: "b"));

    private static string KeyOf(long id = 1, string guid = "a") => _composer.Compose(new Lineup
    {
        Title = "Daily Digest",
        Sections = [new Section(A.Topic(), [new Pick(new KeptStory(id, A.Wire, 1, A.Morning, false, A.Story("Corvette launched", guid)), [])], 0)],
        Topics = ["North Korea"],
        Now = A.Morning,
        Zone = TimeZoneInfo.Utc,
        Language = "en",
    }).Key;
}
