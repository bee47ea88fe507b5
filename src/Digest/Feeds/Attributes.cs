using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>Attributes, whatever the case of their names: feeds are written by hand more often than one would think.</summary>
internal static class Attributes
{
    /// <summary>An attribute's value, or null where there is none.</summary>
    public static string? Of(XElement element, string name)
    {
        for (var attribute = element.FirstAttribute; attribute is not null; attribute = attribute.NextAttribute)
        {
            if (attribute.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return attribute.Value;
            }
        }

        return null;
    }
}
