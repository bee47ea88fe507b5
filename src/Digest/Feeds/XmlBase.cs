using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>What relative addresses are relative to (XML Base).</summary>
internal static class XmlBase
{
    /// <summary>An element's base: its own and its ancestors' <c>xml:base</c>, each against the one above, then the document's address.</summary>
    public static Uri Of(XElement element, Uri address)
    {
        var above = element.Parent is { } parent ? Of(parent, address) : address;
        return (string?)element.Attribute(XNamespace.Xml + "base") is { } given && Uri.TryCreate(above, given.Trim(), out var own) ? own : above;
    }
}
