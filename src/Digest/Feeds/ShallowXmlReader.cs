using System.Xml;

namespace Digest.Feeds;

/// <summary>
/// Reads XML that is no larger and nests no deeper than a feed does. LINQ to XML looks at all of a node's ancestors whenever it adds one, so
/// that a deep document would cost the square of its length.
/// </summary>
internal sealed class ShallowXmlReader(XmlReader inner) : XmlReader
{
    // Down to here lines are broken for those who look at the source; below, white space may stand between words.
    private const int ItemDepth = 3;

    private int _elements;

    /// <inheritdoc/>
    public override int AttributeCount => inner.AttributeCount;

    /// <inheritdoc/>
    public override string BaseURI => inner.BaseURI;

    /// <inheritdoc/>
    public override int Depth => inner.Depth;

    /// <inheritdoc/>
    public override bool EOF => inner.EOF;

    /// <inheritdoc/>
    public override bool IsEmptyElement => inner.IsEmptyElement;

    /// <inheritdoc/>
    public override string LocalName => inner.LocalName;

    /// <inheritdoc/>
    public override string NamespaceURI => inner.NamespaceURI;

    /// <inheritdoc/>
    public override XmlNameTable NameTable => inner.NameTable;

    /// <inheritdoc/>
    public override XmlNodeType NodeType => inner.NodeType;

    /// <inheritdoc/>
    public override string Prefix => inner.Prefix;

    /// <inheritdoc/>
    public override ReadState ReadState => inner.ReadState;

    /// <inheritdoc/>
    public override string Value => inner.Value;

    /// <inheritdoc/>
    /// <exception cref="XmlException">It nests too deep, has too many attributes, or is not well-formed.</exception>
    /// <exception cref="FormatException">It has too many elements.</exception>
    public override bool Read()
    {
        while (inner.Read())
        {
            var depth = inner.Depth;
            if (depth > FeedLimits.Depth)
            {
                throw new XmlException("It nests too deep.");
            }

            var type = inner.NodeType;
            if (type == XmlNodeType.Element)
            {
                Count();
            }

            if (type != XmlNodeType.Whitespace || depth > ItemDepth || (depth == ItemDepth && !inner.Value.Contains('\n', StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string GetAttribute(int i) => inner.GetAttribute(i);

    /// <inheritdoc/>
    public override string? GetAttribute(string name) => inner.GetAttribute(name);

    /// <inheritdoc/>
    public override string? GetAttribute(string name, string? namespaceURI) => inner.GetAttribute(name, namespaceURI);

    /// <inheritdoc/>
    public override string? LookupNamespace(string prefix) => inner.LookupNamespace(prefix);

    /// <inheritdoc/>
    public override bool MoveToAttribute(string name) => inner.MoveToAttribute(name);

    /// <inheritdoc/>
    public override bool MoveToAttribute(string name, string? ns) => inner.MoveToAttribute(name, ns);

    /// <inheritdoc/>
    public override bool MoveToElement() => inner.MoveToElement();

    /// <inheritdoc/>
    public override bool MoveToFirstAttribute() => inner.MoveToFirstAttribute();

    /// <inheritdoc/>
    public override bool MoveToNextAttribute() => inner.MoveToNextAttribute();

    /// <inheritdoc/>
    public override bool ReadAttributeValue() => inner.ReadAttributeValue();

    /// <inheritdoc/>
    public override void ResolveEntity() => inner.ResolveEntity();

    private void Count()
    {
        if (++_elements > FeedLimits.Elements)
        {
            throw FeedLimits.TooManyElements();
        }

        if (inner.AttributeCount > FeedLimits.Attributes)
        {
            throw new XmlException("It has too many attributes.");
        }
    }
}
