using System.Globalization;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Digest.Composition;

/// <summary>
/// A template context in which nothing is printed as it is: every value is cleaned to one line of text and, in a page,
/// marked for escaping, unless it came from a template itself (an include, a capture, or the template's own words).
/// </summary>
internal sealed class RenderContext : TemplateContext
{
    private readonly List<SourceSpan>? _marked;
    private SourceSpan _printed;

    /// <summary>A context for one rendering.</summary>
    /// <param name="templates">What may be included.</param>
    /// <param name="functions">What may be called.</param>
    /// <param name="model">What may be read.</param>
    /// <param name="isPage">True where values are marked for escaping; false for plain text.</param>
    public RenderContext(IReadOnlyDictionary<string, Template> templates, ScriptObject functions, ScriptObject model, bool isPage)
        : base(functions)
    {
        _marked = isPage ? [] : null;
        TemplateLoader = new SetLoader(templates);
        foreach (var template in templates.Values)
        {
            CachedTemplates.Add(template.SourceFilePath!, template);
        }

        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        AutoIndent = false;
        LoopLimit = 10_000;
        RecursiveLimit = 50;
        PushGlobal(model);
        PushGlobal(new ScriptObject());
    }

    /// <summary>Where the value of a number was printed.</summary>
    public SourceSpan SpanOf(int number) => _marked![number];

    /// <inheritdoc/>
    public override object? Evaluate(ScriptNode? scriptNode, bool aliasReturnedFunction)
    {
        var value = base.Evaluate(scriptNode, aliasReturnedFunction);
        if (scriptNode is ScriptExpressionStatement { Expression: { } expression })
        {
            _printed = expression.Span;
        }

        return value;
    }

    /// <summary>The span that Scriban gives is the whole block's; what is printed is the expression evaluated last.</summary>
    /// <inheritdoc/>
    public override TemplateContext Write(SourceSpan span, object? textAsObject) => Write(Present(_printed, textAsObject));

    /// <summary>A value as text, as it is.</summary>
    /// <param name="value">Anything.</param>
    public string TextOf(object? value) => value as string ?? ObjectToString(value) ?? "";

    /// <summary>A value as it goes into the output.</summary>
    /// <param name="span">Where it is printed.</param>
    /// <param name="value">Anything.</param>
    public string Present(SourceSpan span, object? value)
    {
        if (value is Markup or IScriptOutput)
        {
            return value.ToString()!;
        }

        var text = value is TokenAddress address ? address.Text : Marks.Clean(TextOf(value));
        if (_marked is null || text.Length == 0)
        {
            return text;
        }

        _marked.Add(span);
        return string.Create(CultureInfo.InvariantCulture, $"{Marks.Open}{_marked.Count - 1}{Marks.Colon}{text}{Marks.Close}");
    }

    /// <summary>Finds partials by their names in the set, never by a path.</summary>
    private sealed class SetLoader(IReadOnlyDictionary<string, Template> templates) : ITemplateLoader
    {
        public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) =>
            templates.TryGetValue(templateName, out var template)
                ? template.SourceFilePath!
                : throw new ScriptRuntimeException(callerSpan, $"there is no template `{templateName}` in the set");

        public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
            throw new ScriptRuntimeException(callerSpan, $"there is no template `{templatePath}` in the set");

        public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
            ValueTask.FromResult<string?>(Load(context, callerSpan, templatePath));
    }
}
