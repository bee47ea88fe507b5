namespace Digest.EndToEnd.Email;

/// <summary>Checks 2, 3 and 12: the page at every width, without its style block, without its pictures.</summary>
public sealed class Layouts(Editions editions)
{
    private const double TallestBlank = 40;

    /// <summary>Size, line, weight, family and colour of each element.</summary>
    private static readonly Dictionary<string, (double Size, double Line, string Weight, string Family, string[] Colours)> _type = new()
    {
        ["masthead"] = (16, 24, "", "Arial, Helvetica,", ["#ffffff"]),
        ["h1"] = (32, 36, "400", "Georgia, \"Times New Roman\",", ["#000000"]),
        ["h2"] = (20, 28, "400", "Arial, Helvetica,", ["#33302e"]),
        ["lead"] = (28, 32, "400", "Georgia, \"Times New Roman\",", ["#000000"]),
        ["h3"] = (20, 24, "400", "Georgia, \"Times New Roman\",", ["#000000"]),
        ["tag"] = (16, 24, "700", "Arial, Helvetica,", ["#990f3d", "#0f5499"]),
        ["footer"] = (14, 20, "", "Arial, Helvetica,", ["#66605c", "#0a5e66"]),
        ["button"] = (16, 24, "700", "Arial, Helvetica,", ["#ffffff"]),
    };

    private static readonly Dictionary<string, string> _grounds = new() { ["masthead"] = "#990f3d", ["button"] = "#990f3d", ["footer"] = "#f2dfce" };

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task No_width_makes_it_scroll_sideways(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        Faults.None(Sideways(screen.Light).Concat(Sideways(screen.Stripped).Select(fault => $"stripped: {fault}")));
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Without_the_style_block_hierarchy_and_colours_are_whole(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        var standfirsts = Recipes.All[name].Standfirsts;
        Assert.True(screen.Stripped.Texts.Select(text => text.Place).Distinct().Intersect(["masthead", "h1", "h2", "lead", "footer"]).Count() == 5, "an element is missing");
        Assert.All(standfirsts, start => Assert.Contains(screen.Stripped.Texts, text => text.Text.StartsWith(start, StringComparison.Ordinal)));
        Faults.None(Untrue(screen.Stripped, standfirsts));
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task With_pictures_off_every_story_is_there_and_no_blank_stands_for_a_picture(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        Assert.NotEmpty(screen.Light.Headlines);
        Assert.Equal(screen.Light.Headlines, screen.Unpictured.Headlines);
        Faults.None(Blanks(screen.Unpictured));
    }

    [Fact]
    public async Task The_sample_shows_eight_stories() => Assert.Equal(8, (await editions.OnScreenAsync("sample")).Light.Headlines.Count());

    [Fact]
    public async Task A_topic_written_from_right_to_left_does_not_take_its_count_along()
    {
        var headings = (await editions.OnScreenAsync("arabic")).Light.Texts.Where(text => text.Place == "h2").ToList();
        var name = Assert.Single(headings, text => text.Text.EndsWith("الشرق الأوسط", StringComparison.Ordinal));
        var count = Assert.Single(headings, text => text.Text == "(5)");
        Assert.True(count.Left >= name.Right, $"the name ends at {name.Right}, its count begins at {count.Left}");
    }

    [Fact]
    public async Task A_faulty_page_is_found_out()
    {
        var screen = await editions.OnScreenAsync(Editions.Faulty);
        Assert.Contains(Sideways(screen.Light), fault => fault.StartsWith("280 px", StringComparison.Ordinal));
        Assert.Contains(Untrue(screen.Stripped, []), fault => fault.StartsWith("lead “Headline”", StringComparison.Ordinal));
        Assert.Contains(Blanks(screen.Unpictured), fault => fault.StartsWith("60 px", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sideways(Look look) => look.Widths!
        .Where(width => width.Value.Scroll > width.Key || width.Value.Beyond.Count > 0)
        .Select(width => $"{width.Key} px: the page is {width.Value.Scroll} px wide; outside are: {string.Join(" | ", width.Value.Beyond)}");

    private static IEnumerable<string> Untrue(Look look, IReadOnlyList<string> standfirsts)
    {
        foreach (var text in look.Texts)
        {
            var isStandfirst = standfirsts.Any(start => text.Text.StartsWith(start, StringComparison.Ordinal)) && text.Place == "paragraph";
            // The count beside a section's name is smaller and quieter, and names no element of its own.
            var expected = text.Place == "h2" && text.Text.StartsWith('(') ? (16, 28, "400", "Arial", ["#66605c"])
                : isStandfirst ? (16, 24, "400", "Arial, Helvetica,", ["#66605c"])
                : _type.TryGetValue(text.Place, out var of) ? of
                : text.Size < 16 ? (14, 20, "400", "Arial, Helvetica,", ["#66605c", "#0d7680"])
                : (16, 24, "400", "Arial, Helvetica,", ["#66605c"]);
            var isTrue = text.Size == expected.Item1 && text.Line == expected.Item2 && (expected.Item3.Length == 0 || text.Weight == expected.Item3)
                && text.Family.StartsWith(expected.Item4, StringComparison.Ordinal) && expected.Item5.Contains(text.Colour)
                && text.Background == _grounds.GetValueOrDefault(text.Place, "#fff1e5");
            if (!isTrue)
            {
                yield return $"{text} {text.Family}; expected {expected.Item1}/{expected.Item2} px {expected.Item3}, {string.Join(" or ", expected.Item5)}, {expected.Item4}";
            }
        }
    }

    private static IEnumerable<string> Blanks(Look look) => look.Blanks
        .Where(blank => blank.Height > TallestBlank + 0.5)
        .Select(blank => $"{blank.Height} px of nothing between “{blank.After}” and “{blank.Before}”");
}
