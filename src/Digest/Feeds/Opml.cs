using System.Text;
using System.Xml;
using System.Xml.Linq;
using Digest.News;

namespace Digest.Feeds;

/// <summary>A line of an outline: a feed, or a heading with lines below it.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Feed">The feed's address, or null for a heading.</param>
/// <param name="Page">The address of the page that the feed belongs to, or null.</param>
/// <param name="Lines">The lines below it.</param>
public sealed record Outline(string Text, Uri? Feed, Uri? Page, IReadOnlyList<Outline> Lines);

/// <summary>Lists of feeds as other programs write and read them (OPML 2.0).</summary>
public static class Opml
{
    private const int MostDepth = 20;

    /// <summary>Reads a list.</summary>
    /// <param name="body">The document's bytes.</param>
    /// <param name="where">Where it is from, for a problem to name.</param>
    /// <returns>Its lines; what is neither feed nor heading with a feed below it is left out.</returns>
    /// <exception cref="ProblemException"><see cref="ProblemKind.FeedMalformed"/>: it is no OPML.</exception>
    public static IReadOnlyList<Outline> Read(ReadOnlyMemory<byte> body, string where)
    {
        try
        {
            var root = FeedTree.Read(FeedText.Decode(body.Span, null, out _), out _).Root!;
            var list = Child(root, "body") ?? throw new FormatException("it has no body of outlines");
            return Lines(list, 0);
        }
        catch (FormatException malformed)
        {
            throw new ProblemException(new Problem(ProblemKind.FeedMalformed, where, malformed.Message), malformed);
        }
    }

    /// <summary>Writes a list.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="lines">Its lines.</param>
    /// <returns>The document, line ends LF, declared as UTF-8.</returns>
    public static string Write(string title, IReadOnlyList<Outline> lines)
    {
        var document = new XDocument(new XElement(
            "opml", new XAttribute("version", "2.0"), new XElement("head", new XElement("title", Clean(title))), new XElement("body", lines.Select(Line))));
        var settings = new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" };
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var writer = XmlWriter.Create(text, settings))
        {
            document.Save(writer);
        }

        return text.Append('\n').ToString();
    }

    private static XElement Line(Outline line) => new(
        "outline",
        new XAttribute("text", Clean(line.Text)),
        line.Feed is null ? null : new XAttribute("type", "rss"),
        line.Feed is null ? null : new XAttribute("xmlUrl", line.Feed.AbsoluteUri),
        line.Page is null ? null : new XAttribute("htmlUrl", line.Page.AbsoluteUri),
        line.Lines.Select(Line));

    private static List<Outline> Lines(XElement parent, int depth)
    {
        List<Outline> lines = [];
        if (depth == MostDepth)
        {
            return lines;
        }

        foreach (var element in parent.Elements().Where(e => e.Name.LocalName.Equals("outline", StringComparison.OrdinalIgnoreCase)))
        {
            var text = PlainText.Of(new(Attributes.Of(element, "text") ?? Attributes.Of(element, "title")));
            var feed = Address(element, "xmlUrl") ?? Address(element, "url");
            var below = Lines(element, depth + 1);
            if (feed is not null || below.Count > 0)
            {
                lines.Add(new Outline(text.Length > 0 ? text : feed?.Host ?? "", feed, Address(element, "htmlUrl"), below));
            }
        }

        return lines;
    }

    // Some readers write feed:// for http://.
    private static Uri? Address(XElement element, string name)
    {
        var text = Attributes.Of(element, name)?.Trim();
        text = text?.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) == true ? $"http://{text[7..]}"
            : text?.StartsWith("feed:http", StringComparison.OrdinalIgnoreCase) == true ? text[5..]
            : text;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && FeedAddress.IsWeb(address) ? address : null;
    }

    private static XElement? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Clean(string text) => new([.. text.Where(XmlConvert.IsXmlChar)]);
}
