using Digest.News;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Digest.Composition;

/// <summary>Renders the templates of a set with one model.</summary>
/// <param name="set">The templates.</param>
/// <param name="words">The template's own words.</param>
/// <param name="model">What the templates see.</param>
/// <param name="faults">Takes what fails, so that rendering goes on; null: the first failure is thrown.</param>
internal sealed class Renderer(TemplateSet set, Words words, ScriptObject model, ICollection<Problem>? faults = null)
{
    /// <summary>The subject: one line.</summary>
    /// <exception cref="ProblemException">The template failed: <see cref="ProblemKind.TemplateFailed"/>.</exception>
    public string Subject() => Clip.Words(Render("subject", NewContext(isPage: false)), 200);

    /// <summary>The text part: lines ending in LF, 72 columns at most but for addresses.</summary>
    /// <exception cref="ProblemException">The template failed: <see cref="ProblemKind.TemplateFailed"/>.</exception>
    public string Text() => Marks.Settle(TextLayout.LayOut(Render("text", NewContext(isPage: false))));

    /// <summary>The HTML part, every value escaped for its place.</summary>
    /// <exception cref="ProblemException">The template failed, or puts a value where none is safe: <see cref="ProblemKind.TemplateFailed"/>.</exception>
    public Page Html()
    {
        var context = NewContext(isPage: true);
        var marked = Render("html", context);
        var page = new HtmlEscaper((number, reason) => Fail(new(context.SpanOf(number), reason))).Escape(marked);
        return page with { Html = Marks.Settle(page.Html) };
    }

    private string Fail(ScriptRuntimeException failure)
    {
        var problem = new Problem(
            ProblemKind.TemplateFailed, TemplateSyntax.Place(failure.Span), failure.OriginalMessage, Cause: failure.InnerException?.Message);
        if (faults is null)
        {
            throw new ProblemException(problem, failure);
        }

        faults.Add(problem);
        return "";
    }

    private string Render(string name, RenderContext context)
    {
        try
        {
            return set.Templates[name].Render(context);
        }
        catch (ScriptRuntimeException failure)
        {
            return Fail(failure);
        }
    }

    private RenderContext NewContext(bool isPage)
    {
        var context = new RenderContext(set.Templates, TemplateFunctions.For(words), model, isPage);
        if (faults is not null)
        {
            context.RenderRuntimeException = Fail;
        }

        return context;
    }
}
