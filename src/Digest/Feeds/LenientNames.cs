using System.Xml;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>Names and their namespaces as somebody wrote them: an undeclared prefix means what it means everywhere.</summary>
internal sealed class LenientNames
{
    // All are looked through for each name.
    private const int MostDeclared = 200;

    private readonly List<(string Prefix, string Name)> _declared = [];
    private readonly Stack<int> _levels = new();

    /// <summary>Enters an element: its attributes may declare namespaces.</summary>
    public void Enter(IEnumerable<(string Name, string Value)> attributes)
    {
        _levels.Push(_declared.Count);
        foreach (var (name, value) in attributes)
        {
            if (_declared.Count >= MostDeclared)
            {
                break;
            }

            if (name == "xmlns")
            {
                _declared.Add(("", value.Trim()));
            }
            else if (name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                _declared.Add((name[6..], value.Trim()));
            }
        }
    }

    /// <summary>Leaves the element that was entered last.</summary>
    public void Leave()
    {
        var level = _levels.Pop();
        _declared.RemoveRange(level, _declared.Count - level);
    }

    /// <summary>An element's name.</summary>
    public XName Of(string name, ISet<string> faults)
    {
        var (prefix, local) = Split(name);
        if (Declared(prefix) is { } space)
        {
            return XName.Get(Local(local), space);
        }

        if (prefix.Length > 0)
        {
            faults.Add("undeclared prefix");
        }

        return XName.Get(Local(local), prefix.Length == 0 ? "" : Vocabulary.Prefixed(prefix)?.NamespaceName ?? $"undeclared:{prefix}");
    }

    /// <summary>An attribute's name; null for a namespace declaration and for what can't be a name.</summary>
    public XName? OfAttribute(string name)
    {
        var (prefix, local) = Split(name);
        if (local.Length == 0 || prefix == "xmlns" || name == "xmlns")
        {
            return null;
        }

        var space = prefix.Length == 0 ? "" : prefix == "xml" ? XNamespace.Xml.NamespaceName : Declared(prefix) ?? Vocabulary.Prefixed(prefix)?.NamespaceName ?? "";
        return XName.Get(Local(local), space);
    }

    private string? Declared(string prefix)
    {
        for (var i = _declared.Count - 1; i >= 0; i--)
        {
            if (_declared[i].Prefix == prefix)
            {
                return _declared[i].Name;
            }
        }

        return null;
    }

    private static (string Prefix, string Local) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || colon == name.Length - 1 ? ("", name) : (name[..colon], name[(colon + 1)..]);
    }

    private static string Local(string local) => XmlConvert.EncodeLocalName(local);
}
