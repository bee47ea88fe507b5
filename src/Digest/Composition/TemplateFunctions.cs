using System.Text;
using Scriban;
using Scriban.Functions;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Digest.Composition;

/// <summary>The functions that a template gets: these, and Scriban's <c>string</c>, <c>array</c> and <c>math</c> as far as they depend on nothing but what they are given.</summary>
internal static class TemplateFunctions
{
    private static readonly ScriptObject _array = Sealed(new ArrayFunctions());
    private static readonly ScriptObject _string = Sealed(new StringFunctions());
    private static readonly ScriptObject _math = Mathematics();

    /// <summary>All functions; read-only, so that no rendering can change another's.</summary>
    /// <param name="words">What <c>say</c> says.</param>
    public static ScriptObject For(Words words) => Sealed(new ScriptObject
    {
        ["array"] = _array,
        ["math"] = _math,
        ["string"] = _string,
        ["include"] = new Include(),
        ["say"] = new Say(words),
        ["clip"] = new ClipText(),
        ["underline"] = new Underline(),
    });

    private static ScriptObject Mathematics()
    {
        var math = new MathFunctions();
        math.Remove("random");
        math.Remove("uuid");
        return Sealed(math);
    }

    private static ScriptObject Sealed(ScriptObject functions)
    {
        functions.IsReadOnly = true;
        return functions;
    }

    /// <summary>A function called by its arguments' order, with any others by name.</summary>
    private abstract class Function(int required) : IScriptCustomFunction
    {
        public int RequiredParameterCount => required;

        public int ParameterCount => required;

        public ScriptVarParamKind VarParamKind => ScriptVarParamKind.Direct;

        public Type ReturnType => typeof(object);

        public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(object), $"argument{index}");

        public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
            arguments.Count >= required
                ? Call((RenderContext)context, callerContext ?? context.CurrentNode!, arguments)
                : throw new ScriptRuntimeException(context.CurrentSpan, $"{required} arguments are needed, not {arguments.Count}");

        public ValueTask<object?> InvokeAsync(
            TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
            ValueTask.FromResult(Invoke(context, callerContext, arguments, blockStatement));

        protected abstract object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments);
    }

    /// <summary><c>include "parts/story" story: s</c>: another template of the set; its named arguments are <c>$.story</c> in there.</summary>
    private sealed class Include() : Function(1)
    {
        private readonly IncludeFunction _include = new();

        protected override object Call(RenderContext context, ScriptNode caller, ScriptArray arguments) =>
            new Markup(context.TextOf(_include.Invoke(context, caller, arguments, null)));
    }

    /// <summary><c>say "more" n: 4</c>: words of the language, their gaps filled by the named arguments; <c>n</c> chooses between one and many.</summary>
    private sealed class Say(Words words) : Function(1)
    {
        protected override object Call(RenderContext context, ScriptNode caller, ScriptArray arguments)
        {
            var key = context.TextOf(arguments[0]);
            var isCounted = arguments.TryGetValue(context, caller.Span, "n", out var n) && n is int or long;
            var pattern = isCounted ? words.Find(key, context.ToInt(caller.Span, n)) : words.Find(key);
            if (pattern is null)
            {
                throw new ScriptRuntimeException(caller.Span, $"there are no words for `{key}` in {words.Language}");
            }

            var said = new StringBuilder();
            foreach (var (text, gap) in Words.Gaps(pattern))
            {
                said.Append(context.Present(caller.Span, text));
                if (gap is not null)
                {
                    said.Append(arguments.TryGetValue(context, caller.Span, gap, out var value)
                        ? context.Present(caller.Span, value)
                        : throw new ScriptRuntimeException(caller.Span, $"the words for `{key}` need an argument `{gap}`"));
                }
            }

            return new Markup(said.ToString());
        }
    }

    /// <summary><c>clip text 60</c>: at most so many columns, cut at a word.</summary>
    private sealed class ClipText() : Function(2)
    {
        protected override object Call(RenderContext context, ScriptNode caller, ScriptArray arguments) =>
            Clip.Words(context.TextOf(arguments[0]), Math.Max(2, context.ToInt(caller.Span, arguments[1])));
    }

    /// <summary><c>underline text "="</c>: in the text part, a heading with a line of that character under it.</summary>
    private sealed class Underline() : Function(2)
    {
        protected override object Call(RenderContext context, ScriptNode caller, ScriptArray arguments)
        {
            var lines = TextLayout.Wrap(context.Present(caller.Span, arguments[0]));
            var line = string.Concat(Enumerable.Repeat(context.TextOf(arguments[1]), lines.Max(Columns.Of)));
            return new Markup($"{string.Join('\n', lines)}\n{line}");
        }
    }
}
