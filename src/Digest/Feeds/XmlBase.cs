using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>What relative addresses are relative to, where the document says so (XML Base).</summary>
internal static class XmlBase
{
    private static readonly XName _name = XNamespace.Xml + "base";

    /// <summary>An element's stated base: its own and its ancestors' <c>xml:base</c>, each against the one above; null where none is stated.</summary>
    /// <returns>The base: absolute, or relative to the document's address.</returns>
    public static Uri? Stated(XElement element)
    {
        Uri? stated = null;
        for (var at = element; at is not null; at = at.Parent)
        {
            if ((at.Attribute(_name) ?? at.Attribute("base")) is { } given && Uri.TryCreate(given.Value.Trim(), UriKind.RelativeOrAbsolute, out var own))
            {
                stated = stated is null ? own
                    : own.IsAbsoluteUri && !stated.IsAbsoluteUri && Uri.TryCreate(own, stated, out var joined) ? joined
                    : stated;
            }
        }

        return stated;
    }

    /// <summary>The base that counts: the stated one against the document's address, or that alone.</summary>
    public static Uri Of(Uri? stated, Uri address) => stated is not null && Uri.TryCreate(address, stated, out var joined) ? joined : address;

    /// <summary>A text against a stated base, as it is where that can't be.</summary>
    public static string? Resolve(Uri stated, string? text) =>
        text is not null && stated.IsAbsoluteUri && Uri.TryCreate(stated, text.Trim(), out var resolved) ? resolved.OriginalString : text;
}
