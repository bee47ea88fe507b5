using System.Globalization;
using Digest.Composition;
using Digest.News;

namespace Digest.Tests.Composition;

/// <summary>Small lineups, and their editions as a mail program sees them.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Morning = At("2023-09-05T07:00+09:00");

    public static readonly Mailbox Reader = new("A Reader", "reader@example.org");

    public static ComposerOptions Options { get; } = new()
    {
        From = new("Daily Digest", "digest@example.org"),
        Title = "Daily Digest",
        PostalAddress = "1 Example Street, London",
        LeaveAddress = "digest+leave@example.org",
        LeaveUrl = "https://example.org/leave/{token}",
    };

    public static Topic Topic(string name = "North Korea", Uri? url = null) =>
        new() { Name = name, Url = url, Feeds = [new("https://example.org/feed.xml")] };

    public static Story Story(string title = "Moscow asked Pyongyang to join naval drills") => new()
    {
        Title = title,
        Standfirst = "It would be a first for the North.",
        Url = new("https://example.org/story"),
        Published = At("2023-09-04T18:40+09:00"),
        Source = "Sample Wire",
    };

    public static Pick Pick(Story story, params Story[] also) => new(Kept(story), [.. also.Select(Kept)]);

    public static Lineup Lineup(params Story[] stories) => Lineup([.. stories.Select(story => Pick(story))]);

    public static Lineup Lineup(IReadOnlyList<Pick> picks, int more = 0, Uri? url = null) => new()
    {
        Title = "Daily Digest",
        Sections = [new(Topic(url: url), picks, more)],
        Topics = ["North Korea"],
        Now = Morning,
        Since = Morning.AddDays(-1),
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul"),
        Language = "en",
    };

    public static Composer Composer(ComposerOptions? options = null, TemplateSet? templates = null) =>
        new(options ?? Options, templates ?? TemplateSet.BuiltIn("daily"));

    public static MailParts Mail(Lineup lineup, ComposerOptions? options = null, TemplateSet? templates = null)
    {
        var composer = Composer(options, templates);
        return MailParts.Read(Wire(composer, composer.Compose(lineup)));
    }

    public static byte[] Wire(Composer composer, Edition edition)
    {
        var token = LeaveToken.For("secret"u8, Reader.Address);
        var head = composer.HeadFor(edition, Reader, Morning, 0, token);
        return new OutgoingMail(1, "digest@example.org", Reader.Address, head.MessageId, Morning, head.Bytes, edition, token).ToBytes();
    }

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static KeptStory Kept(Story story) =>
        new(story.Title.Length + 1, new("https://example.org/feed.xml"), 1, Morning.AddHours(-1), OnFirstFetch: false, story);
}
