using Digest.Composition;
using Digest.News;

namespace Digest.Tests.Composition;

public sealed class TemplateChecks : IDisposable
{
    private const string Text = "{{ for s in sections }}{{ if s.lead }}{{ s.lead.url }}\n{{ end }}{{ for p in s.stories }}{{ p.url }}\n{{ end }}{{ end }}{{ leave.url }}";
    private const string Html = "{{ for s in sections }}{{ if s.lead && s.lead.url }}<a href=\"{{ s.lead.url }}\">x</a>{{ end }}{{ for p in s.stories }}{{ if p.url }}<a href=\"{{ p.url }}\">x</a>{{ end }}{{ end }}{{ end }}<a href=\"{{ leave.url }}\">leave</a>";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_built_in_set_is_sound() => Assert.Empty(TemplateCheck.Of(TemplateSet.BuiltIn("daily")));

    [Fact]
    public void A_small_set_of_ones_own_is_sound() => Assert.Empty(Check(Html, Text));

    [Fact]
    public void Every_fault_is_told_in_one_go_and_in_order()
    {
        var faults = Check(
            $"""
            <p class={"{{ title }}"}>
            {"{{ nothing }}"}
            <a href="{"{{ sections[0].lead.title }}"}">{"{{ also_nothing }}"}</a>
            <p onclick="go()"><script>x</script>
            {Html}
            """,
            Text);

        Assert.All(faults, fault => Assert.Equal(ProblemKind.TemplateFailed, fault.Kind));
        Assert.Equal(
            ["1:13", "2:4", "3:13", "3:43", "4:4", "4:19"],
            faults.Select(fault => fault.Where[(Path.Combine(_folder.Path, "html.scriban").Length + 1)..]));
    }

    [Theory]
    [InlineData("", "leave.url")]
    [InlineData("<!-- ", "never closed")]
    [InlineData("<p title=\"", "never closed")]
    [InlineData("<style>", "never closed")]
    public void A_page_that_is_not_whole_is_told(string html, string fault) =>
        Assert.Contains(Check(html.Length == 0 ? "<p>x</p>" : Html + html, Text), problem => problem.Subject.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void A_text_that_tells_other_stories_than_the_page_is_told() =>
        Assert.Contains(
            Check(Html, "{{ leave.url }}"),
            problem => problem.Where.EndsWith("text.scriban:1:1", StringComparison.Ordinal) && problem.Subject.Contains("other stories", StringComparison.Ordinal));

    [Fact]
    public void A_page_over_budget_is_told()
    {
        var padding = $"{{{{ for s in sections }}}}{{{{ for p in s.stories }}}}<p style=\"{new string('x', 2000)}\"></p>{{{{ end }}}}{{{{ end }}}}";

        Assert.Contains("50 stories", Assert.Single(Check(padding + Html, Text)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_lacks_a_template_is_told()
    {
        _folder.Write("html.scriban", "x");

        Assert.Equal(["subject", "text"], TemplateCheck.Folder(_folder.Path).Select(fault => fault.Subject));
    }

    [Fact]
    public void What_is_exported_is_the_set_and_renders_the_same()
    {
        var folder = Path.Combine(_folder.Path, "mine");
        var files = TemplateExport.To("daily", folder);

        Assert.Contains(Path.Combine(folder, "html.scriban"), files);
        Assert.Empty(TemplateCheck.Folder(folder));
        var lineup = Sample.Lineup(Sample.Story());
        Assert.Equal(Sample.Composer().Compose(lineup).Key, Sample.Composer(templates: TemplateSet.FromFolder(folder)).Compose(lineup).Key);
    }

    [Fact]
    public void Exporting_overwrites_nothing()
    {
        var mine = _folder.Write("html.scriban", "mine");

        var refused = Assert.Throws<ProblemException>(() => TemplateExport.To("daily", _folder.Path));

        Assert.Equal(new Problem(ProblemKind.FileExists, mine), Assert.Single(refused.Problems));
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    private IReadOnlyList<Problem> Check(string html, string text)
    {
        _folder.Write("subject.scriban", "{{ title }}");
        _folder.Write("html.scriban", html);
        _folder.Write("text.scriban", text);
        return TemplateCheck.Folder(_folder.Path);
    }
}
