using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Digest.EndToEnd.Email;

/// <summary>Check 1: mail programs cut off what is too large, and stumble over control characters.</summary>
public sealed partial class Sizes(Editions editions)
{
    private const int MostBytes = 90_000;

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task The_encoded_page_is_small_enough_to_be_shown_whole(string name)
    {
        var edition = await editions.OfAsync(name);
        using var mail = edition.Mail;
        var page = mail.BodyParts.OfType<TextPart>().Single(part => part.IsHtml);
        using var encoded = new MemoryStream();
        await page.Content!.WriteToAsync(encoded, TestContext.Current.CancellationToken);
        Assert.InRange(encoded.Length, 1, MostBytes);
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task No_part_has_control_characters(string name)
    {
        var edition = await editions.OfAsync(name);
        using var mail = edition.Mail;
        Faults.None(mail.BodyParts.OfType<TextPart>().SelectMany(part => Control().Matches(part.Text).Select(
            match => $"{part.ContentType.MimeType}: U+{(int)match.Value[0]:X4} at {match.Index}, after “{part.Text[Math.Max(0, match.Index - 30)..match.Index]}”")));
        Assert.DoesNotMatch(Control(), Encoding.Latin1.GetString(edition.MailBytes));
    }

    [Fact]
    public async Task The_largest_morning_leaves_stories_out_and_counts_them()
    {
        var screen = await editions.OnScreenAsync("maximum");
        var counts = Sections(screen.Light.Outline).ToList();

        Assert.Equal(5, counts.Count);
        Assert.All(counts, section => Assert.Equal((FullMorning.StoriesPerTopic, FullMorning.StoriesPerTopic), (section.Said, section.Shown + section.More)));
        // Each topic's limit lets ten in: fewer show that the page's size was the tighter one.
        Assert.InRange(counts.Sum(section => section.Shown), 20, 49);
    }

    /// <summary>For each section the count in its heading, the stories under it, and how many more it says there are.</summary>
    private static IEnumerable<(int Said, int Shown, int More)> Sections(IReadOnlyList<Landmark> outline) =>
        outline.Index().Where(landmark => landmark.Item.Kind == "h2").Select(heading =>
        {
            var within = outline.Skip(heading.Index + 1).TakeWhile(landmark => landmark.Kind != "h2").ToList();
            return (
                NumberIn(heading.Item.Text),
                within.Count(landmark => landmark.Kind == "h3"),
                within.Where(landmark => landmark.Kind == "more").Sum(landmark => NumberIn(landmark.Text)));
        });

    private static int NumberIn(string text) => int.Parse(Number().Match(text).Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]")]
    private static partial Regex Control();
}
