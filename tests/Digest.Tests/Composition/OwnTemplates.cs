using Digest.Composition;
using Digest.News;

namespace Digest.Tests.Composition;

public sealed class OwnTemplates : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_with_three_templates_is_a_set()
    {
        var mail = Sample.Mail(Sample.Lineup(Sample.Story("<Kim>")), templates: Set("<p>{{ sections[0].lead.title }}</p>"));

        Assert.Equal("<p>&lt;Kim&gt;</p>", mail.Html);
        Assert.Equal("s", mail.Subject);
        Assert.Equal("t\n", mail.Text);
    }

    [Theory]
    [InlineData("{{ x = '<b>' }}{{ x }}", "&lt;b&gt;")]
    [InlineData("{{ capture x }}<b>{{ '<i>' }}</b>{{ end }}{{ x }}", "<b>&lt;i&gt;</b>")]
    [InlineData("{{ capture x }}<b>{{ end }}{{ x | string.upcase }}", "&lt;B&gt;")]
    [InlineData("{{ func f(a) }}<b>{{ a }}</b>{{ end }}{{ f '<i>' }}", "<b>&lt;i&gt;</b>")]
    [InlineData("{{ for x in ['<i>'] }}<b>{{ x }}</b>{{ end }}", "<b>&lt;i&gt;</b>")]
    [InlineData("<a title='{{ \"'>\" }}'>", "<a title='&#39;&gt;'>")]
    [InlineData("<a href=\"/?q={{ '\"&<' }}\">", "<a href=\"/?q=%22%26%3C\">")]
    [InlineData("<title>{{ '</title>' }}</title>", "<title>&lt;/title&gt;</title>")]
    [InlineData("<p style=\"color:{{ '#990f3d' }}\">", "<p style=\"color:#990f3d\">")]
    [InlineData("{{ include 'part' x: '<i>' }}", "<b>&lt;i&gt;</b>")]
    public void What_a_template_prints_is_escaped_unless_a_template_wrote_it(string html, string page)
    {
        _folder.Write("part.scriban", "<b>{{ $.x }}</b>");

        Assert.Equal(page, Sample.Mail(Sample.Lineup(Sample.Story()), templates: Set(html)).Html?.Trim());
    }

    [Theory]
    [InlineData("<p class={{ title }}>", "html.scriban:1:13", "class")]
    [InlineData("<p>\n<a href=\"{{ sections[0].lead.title }}\">x</a>", "html.scriban:2:13", "href")]
    [InlineData("<a href=\"{{ 'java' }}script:alert(1)\">", "html.scriban:1:13", "href")]
    [InlineData("<script>{{ title }}</script>", "html.scriban:1:12", "script")]
    [InlineData("<p onclick=\"{{ title }}\">", "html.scriban:1:16", "onclick")]
    [InlineData("<!-- {{ title }} -->", "html.scriban:1:9", "comment")]
    [InlineData("<{{ title }}>", "html.scriban:1:5", "tag")]
    [InlineData("<p {{ title }}=\"\">", "html.scriban:1:7", "tag")]
    [InlineData("<p style=\"color:{{ 'red;position:fixed' }}\">", "html.scriban:1:20", "style")]
    [InlineData("<style>p{color:{{ 'url(x)' }}}</style>", "html.scriban:1:19", "style")]
    [InlineData("<meta http-equiv=\"refresh\" content=\"{{ title }}\">", "html.scriban:1:40", "content")]
    [InlineData("\n  {{ sections[0].nothing }}", "html.scriban:2:18", "nothing")]
    [InlineData("{{ nothing }}", "html.scriban:1:4", "nothing")]
    [InlineData("{{ date.now }}", "html.scriban:1:9", "now")]
    [InlineData("{{ math.random 1 9 }}", "html.scriban:1:9", "random")]
    [InlineData("{{ say 'nothing' }}", "html.scriban:1:4", "nothing")]
    [InlineData("{{ n = 'pa' + 'rt'; include n }}{{ include ('no' + 'ne') }}", "html.scriban:1:36", "none")]
    public void A_template_that_fails_names_file_line_and_column(string html, string where, string about)
    {
        _folder.Write("part.scriban", "part");

        var failed = Assert.Throws<ProblemException>(() => Sample.Mail(Sample.Lineup(Sample.Story()), templates: Set(html)));

        var problem = Assert.Single(failed.Problems);
        Assert.Equal(ProblemKind.TemplateFailed, problem.Kind);
        Assert.Equal(Path.Combine(_folder.Path, where), problem.Where);
        Assert.Contains(about, problem.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_a_folder_is_told_at_once()
    {
        _folder.Write("subject.scriban", "{{ if x }}");
        _folder.Write("html.scriban", "<p>\n  {{ include 'parts/none' }}\n{{ 1 + }}");
        _folder.Write("part.scriban", "{{ include '../secret' }}");
        _folder.Write("words/en.txt", "why = Because\nno words here");

        var failed = Assert.Throws<ProblemException>(() => TemplateSet.FromFolder(_folder.Path));

        Assert.Contains(failed.Problems, problem => problem is { Kind: ProblemKind.TemplateMissing, Subject: "text" });
        Assert.Contains(failed.Problems, problem => problem.Kind == ProblemKind.TemplateSyntax && problem.Where.Contains("subject.scriban:", StringComparison.Ordinal));
        Assert.Contains(failed.Problems, problem => problem.Kind == ProblemKind.TemplateSyntax && problem.Where.Contains("html.scriban:3:", StringComparison.Ordinal));
        Assert.Contains(failed.Problems, problem => problem.Kind == ProblemKind.TemplateMissing && problem.Where.EndsWith("part.scriban:1:4", StringComparison.Ordinal));
        Assert.Contains(failed.Problems, problem => problem.Where.EndsWith("en.txt:2:1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_template_that_never_ends_is_stopped()
    {
        var failed = Assert.Throws<ProblemException>(
            () => Sample.Mail(Sample.Lineup(Sample.Story()), templates: Set("{{ while true }}x{{ end }}")));

        Assert.Equal(ProblemKind.TemplateFailed, failed.Problems[0].Kind);
    }

    [Fact]
    public void A_set_changes_words_and_keeps_the_rest()
    {
        _folder.Write("words/en.txt", "top_story = First of all");
        var mail = Sample.Mail(Sample.Lineup(Sample.Story()), templates: Set("{{ say 'top_story' }}, {{ say 'stop_everything' }}"));

        Assert.Equal("First of all, Stop everything", mail.Html?.Trim());
    }

    [Theory]
    [InlineData("weekly")]
    [InlineData("../daily")]
    [InlineData("")]
    public void A_built_in_set_that_is_not_there_says_so(string name)
    {
        var failed = Assert.Throws<ProblemException>(() => TemplateSet.BuiltIn(name));

        Assert.Equal(ProblemKind.TemplateMissing, failed.Problems[0].Kind);
    }

    [Fact]
    public void A_folder_that_is_not_there_says_so()
    {
        var failed = Assert.Throws<ProblemException>(() => TemplateSet.FromFolder(Path.Combine(_folder.Path, "none")));

        Assert.Equal(ProblemKind.UnreadableFile, failed.Problems[0].Kind);
    }

    private TemplateSet Set(string html)
    {
        _folder.Write("subject.scriban", "s");
        _folder.Write("text.scriban", "t");
        _folder.Write("html.scriban", html);
        return TemplateSet.FromFolder(_folder.Path);
    }
}
