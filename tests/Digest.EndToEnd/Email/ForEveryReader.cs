namespace Digest.EndToEnd.Email;

/// <summary>Checks 5 to 8: screen readers, headings, sizes, links.</summary>
public sealed class ForEveryReader(Editions editions)
{
    private static readonly HashSet<string> _empty = new(["here", "click here", "more", "read more", "link", "this", "→"], StringComparer.OrdinalIgnoreCase);

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Axe_finds_nothing_serious(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        Faults.None(Serious(screen.Light).Concat(Serious(screen.Dark).Select(fault => $"dark: {fault}")));
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task One_heading_leads_and_no_level_is_skipped(string name) => Faults.None(Misled((await editions.OnScreenAsync(name)).Light));

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Body_text_is_sixteen_pixels_and_nothing_is_under_fourteen(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        var standfirsts = Recipes.All[name].Standfirsts;
        Assert.All(standfirsts, start => Assert.Contains(screen.Light.Texts, text => text.Text.StartsWith(start, StringComparison.Ordinal)));
        Faults.None(new[] { screen.Light, screen.Stripped, screen.Unpictured }.SelectMany(look => Small(look, standfirsts)));
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Links_say_where_they_lead_and_buttons_fit_a_finger(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        Assert.NotEmpty(screen.Light.Links);
        Faults.None([.. Unclear(screen.Light), .. Unclear(screen.Stripped), .. Unclear(screen.Unpictured)]);
    }

    [Fact]
    public async Task The_sample_has_a_button() => Assert.Single((await editions.OnScreenAsync("sample")).Light.Links, link => link.Button);

    [Fact]
    public async Task A_faulty_page_is_found_out()
    {
        var look = (await editions.OnScreenAsync(Editions.Faulty)).Light;
        Assert.Contains(Serious(look), fault => fault.Contains("image-alt", StringComparison.Ordinal));
        Assert.Equal(["2 first-level headings", "h1 is followed by h3: Headline"], Misled(look));
        Assert.Contains(Small(look, ["Standfirst"]), fault => fault.Contains("Standfirst", StringComparison.Ordinal));
        Assert.Contains(Small(look, []), fault => fault.Contains("Fine print", StringComparison.Ordinal));
        string[] expected = ["no words", "says nothing", "an address", "leads to two places", "px tall"];
        Assert.All(expected, words => Assert.Contains(Unclear(look), fault => fault.Contains(words, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Serious(Look look) => look.Axe!
        .Where(finding => finding.Impact is "serious" or "critical")
        .Select(finding => $"{finding.Impact}: {finding.Rule}, {finding.Help}: {finding.Where}");

    private static IEnumerable<string> Misled(Look look)
    {
        var headings = look.Outline.Where(landmark => landmark.Kind != "more").ToList();
        var first = headings.Count(heading => heading.Kind == "h1");
        if (first != 1)
        {
            yield return $"{first} first-level headings";
        }

        foreach (var (one, next) in headings.Zip(headings.Skip(1)).Where(pair => pair.Second.Kind[1] > pair.First.Kind[1] + 1))
        {
            yield return $"{one.Kind} is followed by {next.Kind}: {next.Text}";
        }
    }

    private static IEnumerable<string> Small(Look look, IReadOnlyList<string> standfirsts) => look.Texts
        .Where(text => text.Size < (text.Place is not ("paragraph" or "footer") || standfirsts.Any(start => text.Text.StartsWith(start, StringComparison.Ordinal)) ? 16 : 14))
        .Select(text => text.ToString());

    private static IEnumerable<string> Unclear(Look look)
    {
        foreach (var link in look.Links)
        {
            var fault = link.Text.Length == 0 ? "no words"
                : _empty.Contains(link.Text) ? "says nothing"
                : link.Text.Contains("://", StringComparison.Ordinal) || link.Text.StartsWith("www.", StringComparison.Ordinal) ? "an address instead of words"
                : link is { Button: true, Height: < 44 } ? $"only {link.Height} px tall"
                : null;
            if (fault is not null)
            {
                yield return $"{fault}: “{link.Text}” to {link.Address}";
            }
        }

        // Two papers' links have the papers' names under every story: what they belong to is the headline over them.
        foreach (var same in look.Links.GroupBy(link => (link.Text, link.Under)).Where(group => group.DistinctBy(link => link.Address).Count() > 1))
        {
            yield return $"leads to two places: “{same.Key.Text}” under “{same.Key.Under}”: {string.Join(", ", same.Select(link => link.Address))}";
        }
    }
}
