using System.Text.RegularExpressions;

namespace Digest.EndToEnd.Email;

/// <summary>Check 11: what a feed says is text, whatever it says.</summary>
public sealed partial class Inertness(Editions editions)
{
    private static readonly HashSet<string> _fields = new(
        [
            "from", "to", "subject", "date", "message-id", "x-digest-delivery", "mime-version", "list-id", "list-unsubscribe", "list-unsubscribe-post",
            "auto-submitted", "content-type", "dkim-signature",
        ],
        StringComparer.OrdinalIgnoreCase);

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Nothing_runs_opens_or_is_asked_for(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        Faults.None(screen.Light.Heard!);
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Addresses_are_http_https_mailto_or_cid(string name)
    {
        var addresses = (await editions.OnScreenAsync(name)).Light.Addresses;
        Assert.NotEmpty(addresses);
        Faults.None(Odd(addresses));
        Faults.None(OtherAddress().Matches((await editions.OfAsync(name)).Text).Select(match => match.Value));
    }

    [Fact]
    public async Task A_hostile_feed_adds_no_tag_no_attribute_and_no_style()
    {
        var hostile = (await editions.OnScreenAsync("hostile")).Light;
        var others = new List<Look>();
        foreach (var name in Recipes.All.Keys.Where(name => name != "hostile"))
        {
            others.Add((await editions.OnScreenAsync(name)).Light);
        }

        Faults.None(hostile.Shapes.Except(others.SelectMany(look => look.Shapes)));
        Faults.None(hostile.Styles.Except(others.SelectMany(look => look.Styles)));
    }

    [Fact]
    public async Task What_a_hostile_feed_says_is_there_to_read()
    {
        var words = (await editions.OnScreenAsync("hostile")).Light.Words;
        Assert.All(HostileFeeds.Shown, said => Assert.Contains(said, words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hostile_feed_turns_no_text_around()
    {
        var screen = await editions.OnScreenAsync("hostile");
        using var mail = (await editions.OfAsync("hostile")).Mail;
        string[] texts = [screen.Light.Words, mail.TextBody!, mail.HtmlBody!, mail.Subject!, .. mail.Headers.Select(header => header.Value)];
        Assert.All(texts, text => Assert.DoesNotMatch(Turning(), text));
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task No_feed_adds_a_header(string name)
    {
        using var mail = (await editions.OfAsync(name)).Mail;
        Faults.None(mail.Headers.Where(header => !_fields.Contains(header.Field)).Select(header => $"{header.Field}: {header.Value}"));
        Assert.Empty(mail.Bcc);
        Assert.Empty(mail.Cc);
        Assert.Equal(["reader@example.org"], mail.To.Mailboxes.Select(mailbox => mailbox.Address));
        Assert.Equal([Recipe.Sender], mail.From.Mailboxes.Select(mailbox => mailbox.Address));
    }

    [Fact]
    public async Task A_faulty_page_is_found_out()
    {
        var look = (await editions.OnScreenAsync(Editions.Faulty)).Light;
        Assert.Equal(["ran: address", "ran: handler", "ran: script"], look.Heard!.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["javascript:canary('address')"], Odd(look.Addresses));
        Assert.Contains("p onmouseover", look.Shapes);
    }

    private static IEnumerable<string> Odd(IEnumerable<string> addresses) => addresses.Where(address => !Safe().IsMatch(address));

    [GeneratedRegex("^(https?://[a-z0-9.-]+(:[0-9]+)?/|mailto:[^@\\s]+@[a-z0-9.-]+\\?|cid:)[!-~]*$")]
    private static partial Regex Safe();

    /// <summary>In the text part an address stands alone on its line.</summary>
    [GeneratedRegex("^(?!https?:|mailto:)[a-z][a-z0-9+.-]*:\\S+$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex OtherAddress();

    /// <summary>Overrides, embeddings and isolates of direction, wherever they would reach beyond a feed's own text.</summary>
    [GeneratedRegex("[\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex Turning();
}
