using System.Text;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>What an element says, as markup or as plain words.</summary>
internal static class ElementText
{
    /// <summary>What the first of an element's children of a name says that says anything; null where none does.</summary>
    public static string? First(XElement parent, XName name)
    {
        foreach (var element in parent.Elements(name))
        {
            if (element.Value is var value && !string.IsNullOrWhiteSpace(value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>An element of RSS as markup: what it holds is HTML, escaped or not.</summary>
    public static Markup Html(XElement? element) =>
        element is null ? default : new(element.HasElements ? Inner(element) : element.Value);

    /// <summary>A text construct (RFC 4287, 3.1), or Atom 0.3's content construct.</summary>
    public static Markup Construct(XElement? element)
    {
        if (element is null)
        {
            return default;
        }

        if (element.HasElements)
        {
            return new(Inner(element));
        }

        var type = Attributes.Of(element, "type")?.Trim().ToLowerInvariant() ?? "text";
        var value = element.Value;
        var isText = type is "text" or "plain" or "html" or "xhtml" || type.StartsWith("text/", StringComparison.Ordinal)
            || type.EndsWith("xml", StringComparison.Ordinal);
        if ((!isText || Attributes.Of(element, "mode") == "base64") && Base64(value) is { } decoded)
        {
            return new(decoded);
        }

        return new(value, type is not ("text" or "plain" or "text/plain"));
    }

    private static string? Base64(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) && System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length))
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : null;
    }

    private static string Inner(XElement element)
    {
        var markup = new StringBuilder();
        Write(element, markup);
        return markup.ToString();
    }

    // Under its local names: a prefix says nothing to HTML. The depth is bounded by FeedNames.
    private static void Write(XElement element, StringBuilder into)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                into.Append('<').Append(child.Name.LocalName);
                foreach (var attribute in child.Attributes())
                {
                    into.Append(' ').Append(attribute.Name.LocalName).Append("=\"").Append(Escaped(attribute.Value)).Append('"');
                }

                into.Append('>');
                Write(child, into);
                into.Append("</").Append(child.Name.LocalName).Append('>');
            }
            else if (node is XText text)
            {
                into.Append(text is XCData ? text.Value : Escaped(text.Value));
            }
        }
    }

    private static string Escaped(string value) =>
        value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
