using Digest.News;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Digest.Composition;

/// <summary>Reads templates, and finds what is wrong with them before anything is rendered.</summary>
internal static class TemplateSyntax
{
    /// <summary>Parses one template.</summary>
    /// <param name="file">The template.</param>
    /// <param name="problems">Takes its syntax errors.</param>
    public static Template Parse(TemplateFile file, ICollection<Problem> problems)
    {
        var template = Template.Parse(file.Text, file.Path);
        foreach (var message in template.Messages.Where(message => message.Type == ParserMessageType.Error))
        {
            problems.Add(new(ProblemKind.TemplateSyntax, Place(message.Span, file), message.Message));
        }

        return template;
    }

    /// <summary>Where a span begins, as <c>file:line:column</c>, counted from 1.</summary>
    public static string Place(SourceSpan span) => $"{span.FileName}:{span.Start.Line + 1}:{span.Start.Column + 1}";

    /// <summary>The includes that name a template which the set hasn't.</summary>
    /// <param name="template">Where to look.</param>
    /// <param name="templates">The set, by name.</param>
    public static IEnumerable<Problem> LackingPartials(Template template, IReadOnlyDictionary<string, Template> templates)
    {
        if (template.HasErrors || template.Page is null)
        {
            return [];
        }

        var finder = new IncludeFinder();
        finder.Visit(template.Page);
        return finder.Includes
            .Where(include => !templates.ContainsKey(include.Name))
            .Select(include => new Problem(ProblemKind.TemplateMissing, Place(include.Span), include.Name));
    }

    /// <summary>At the end of a file the parser gives no place.</summary>
    private static string Place(SourceSpan span, TemplateFile file)
    {
        if (span.Start.Line >= 0)
        {
            return Place(span);
        }

        var lines = file.Text.Split('\n');
        return $"{file.Path}:{lines.Length}:{lines[^1].Length + 1}";
    }

    private sealed class IncludeFinder : ScriptVisitor
    {
        public List<(string Name, SourceSpan Span)> Includes { get; } = [];

        public override void Visit(ScriptFunctionCall node)
        {
            if (node.Target is ScriptVariable { Name: "include" } && node.Arguments.Count > 0
                && node.Arguments[0] is ScriptLiteral { Value: string name })
            {
                Includes.Add((name, node.Span));
            }

            base.Visit(node);
        }
    }
}
