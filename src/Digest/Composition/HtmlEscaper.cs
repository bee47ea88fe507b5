using System.Globalization;
using System.Text;
using Digest.News;

namespace Digest.Composition;

/// <summary>
/// Turns a template's marked output into a page: each value is escaped for the place where it stands, and a value in
/// a place that no escaping makes safe is refused. A template can't forget it, nor a feed get round it.
/// </summary>
/// <param name="refuse">Told a refused value's number and the reason; throws, or returns what stands in its place.</param>
internal sealed class HtmlEscaper(Func<int, string, string> refuse)
{
    private readonly HtmlTracker _tracker = new();
    private readonly StringBuilder _page = new();
    private readonly List<string> _images = [];

    /// <summary>Escapes every value of a page; indentation and empty lines between tags go, to save bytes.</summary>
    /// <param name="marked">A template's output, its values between <see cref="Marks"/>.</param>
    /// <returns>The page.</returns>
    public Page Escape(string marked)
    {
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] != Marks.Open)
            {
                Copy(marked[i]);
                continue;
            }

            var colon = marked.IndexOf(Marks.Colon, i);
            var close = marked.IndexOf(Marks.Close, colon);
            var number = int.Parse(marked.AsSpan(i + 1, colon - i - 1), NumberStyles.None, CultureInfo.InvariantCulture);
            _page.Append(InPlace(number, marked[(colon + 1)..close]));
            _tracker.PassValue();
            i = close;
        }

        return new(_page.ToString(), _images, _tracker.Place);
    }

    private void Copy(char c)
    {
        var isLayout = _tracker.Place is HtmlPlace.Text or HtmlPlace.Tag or HtmlPlace.Style;
        _tracker.Read(c);
        if (isLayout && char.IsWhiteSpace(c) && c != '\u00A0' && (c == '\r' || _page.Length == 0 || _page[^1] == '\n'))
        {
            return;
        }

        _page.Append(c);
    }

    private string InPlace(int number, string value) => _tracker.Place switch
    {
        HtmlPlace.Text => Escaped(LongRuns.Break(value)),
        HtmlPlace.PlainElement => Escaped(value),
        HtmlPlace.Style => Style(number, value),
        HtmlPlace.Attribute => InAttribute(number, value),
        HtmlPlace.Unquoted => refuse(number, $"the value of the attribute {_tracker.Attribute} needs quotes around it"),
        HtmlPlace.Comment => refuse(number, "a value can't stand in a comment"),
        HtmlPlace.Script => refuse(number, $"a value can't stand in <{_tracker.Element}>"),
        _ => refuse(number, "a value can't be a part of a tag or of an attribute's name"),
    };

    private string InAttribute(int number, string value)
    {
        var name = _tracker.Attribute;
        if (name.StartsWith("on", StringComparison.Ordinal) || name is "srcdoc" or "srcset" or "ping" or "http-equiv"
            || (name == "content" && _tracker.Element == "meta"))
        {
            return refuse(number, $"a value can't stand in the attribute {name}");
        }

        return name switch
        {
            "style" => Style(number, value),
            "href" or "src" or "action" or "formaction" or "background" or "poster" or "cite" or "data" or "longdesc" or "xlink:href"
                => Escaped(Address(number, value)),
            _ => Escaped(value),
        };
    }

    private string Address(int number, string value)
    {
        if (!_tracker.AtStart)
        {
            return Uri.EscapeDataString(value);
        }

        if (_tracker is { Element: "img", Attribute: "src" })
        {
            _images.Add(value);
        }

        return WebAddress.IsSafe(value.Replace(Marks.TokenHere.ToString(), Token.Placeholder, StringComparison.Ordinal))
            ? value
            : refuse(number, $"the attribute {_tracker.Attribute} takes an http, https or mailto address only");
    }

    /// <summary>A style's value may name a colour, a size or a family; nothing that could end the value or fetch something.</summary>
    private string Style(int number, string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '#' or '.' or ',' or '%' or ' ' or '-')
            ? value
            : refuse(number, "a style takes letters, digits and # . , % - only; longer styles are captured, not assigned");

    private static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length + 16);
        foreach (var c in value)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}

/// <summary>A page with every value escaped.</summary>
/// <param name="Html">The page.</param>
/// <param name="Images">The addresses that stand as values in its images' <c>src</c>, in order.</param>
/// <param name="End">Where its end stands: in text, if nothing was left open.</param>
internal sealed record Page(string Html, IReadOnlyList<string> Images, HtmlPlace End);
