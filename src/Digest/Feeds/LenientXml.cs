using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>
/// Reads what was meant as XML and isn't: one pass, never more than one look at a character for each of its faults, no
/// recursion. It declares no document hopeless; whether there is a feed in it is for others to say.
/// </summary>
internal sealed class LenientXml
{
    private readonly string _text;
    private readonly XElement _top = new("top");
    private readonly LenientNames _names = new();
    private readonly LenientEntities _entities;
    private readonly SortedSet<string> _faults = new(StringComparer.Ordinal);
    private readonly StringBuilder _pending = new();
    private readonly List<string> _open = [];
    private XElement _current;
    private int _at;
    private int _elements;

    private LenientXml(string text)
    {
        _text = text;
        _current = _top;
        _entities = new LenientEntities(text, _faults);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="faults">What was wrong with it, each in a few words.</param>
    /// <exception cref="FormatException">It has too many elements.</exception>
    /// <returns>Its tree; the root is what was meant as root, or null where no element is in the text.</returns>
    public static XElement? Read(string text, out IReadOnlyCollection<string> faults)
    {
        var reader = new LenientXml(text);
        reader.ReadAll();
        faults = reader._faults;
        var root = reader._top.Elements().FirstOrDefault();
        root?.Remove();
        return root;
    }

    private void ReadAll()
    {
        var start = Math.Max(_text.IndexOf('<', StringComparison.Ordinal), 0);
        if (!_text.AsSpan(0, start).Trim().IsEmpty)
        {
            _faults.Add("text before the document");
        }

        _at = start;
        while (_at < _text.Length)
        {
            var next = _text.IndexOf('<', _at);
            next = next < 0 ? _text.Length : next;
            _entities.Append(_pending, _text.AsSpan(_at, next - _at));
            _at = next;
            if (_at < _text.Length)
            {
                ReadMarkup();
            }
        }

        Flush();
        if (_open.Count > 0)
        {
            _faults.Add("cut off");
            DropUntold();
        }
    }

    // A story that broke off before it could be told comes whole with the next fetch; half a title would stand for good.
    // One that broke off in its text alone is told.
    private void DropUntold()
    {
        var story = _current.AncestorsAndSelf().FirstOrDefault(element => IsStory(element.Name.LocalName));
        var told = story?.Elements().Where(element => element != _current && element.LastNode is not null || element.HasAttributes)
            .Any(element => element.Name.LocalName.ToLowerInvariant() is "title" or "link" or "guid" or "id");
        if (told == false)
        {
            story!.Remove();
        }
    }

    private void ReadMarkup()
    {
        var rest = _text.AsSpan(_at);
        if (rest.StartsWith("<![CDATA["))
        {
            var end = _text.IndexOf("]]>", _at, StringComparison.Ordinal);
            LenientEntities.AppendClean(_pending, _text.AsSpan((_at + 9)..(end < 0 ? _text.Length : end)), _faults);
            _at = end < 0 ? _text.Length : end + 3;
        }
        else if (rest.StartsWith("<!--"))
        {
            var end = _text.IndexOf("-->", _at, StringComparison.Ordinal);
            _at = end < 0 ? _text.Length : end + 3;
        }
        else if (rest is ['<', '!' or '?', ..])
        {
            _at = Declaration.End(_text, _at);
        }
        else if (rest is ['<', '/', ..])
        {
            var end = _text.IndexOf('>', _at);
            var name = _text.AsSpan((_at + 2)..(end < 0 ? _text.Length : end)).Trim().ToString();
            _at = end < 0 ? _text.Length : end + 1;
            Close(name);
        }
        else if (rest.Length > 1 && XmlConvert.IsStartNCNameChar(rest[1]))
        {
            Open();
        }
        else
        {
            _faults.Add("stray angle bracket");
            _pending.Append('<');
            _at++;
        }
    }

    private void Open()
    {
        var tag = LenientTag.Read(_text, _at, _entities);
        _at = tag.End;
        if (tag.IsCutOff)
        {
            _faults.Add("cut off");
            return;
        }

        Flush();
        // A story never holds another: the one before was not closed.
        if (IsStory(tag.Name) && _open.FindLastIndex(IsStory) is var before and >= 0)
        {
            _faults.Add("unclosed element");
            CloseDownTo(before);
        }

        if (++_elements > FeedLimits.Elements)
        {
            throw FeedLimits.TooManyElements();
        }

        // What lies deeper is read as if it lay here.
        if (_open.Count >= FeedLimits.Depth)
        {
            _faults.Add("nested too deep");
            return;
        }

        _names.Enter(tag.Attributes);
        var element = new XElement(_names.Of(tag.Name, _faults));
        foreach (var (name, value) in tag.Attributes)
        {
            if (_names.OfAttribute(name) is { } attribute && element.Attribute(attribute) is null)
            {
                element.Add(new XAttribute(attribute, value));
            }
        }

        _current.Add(element);
        if (tag.IsEmpty || (LenientTag.IsVoid(tag.Name) && _open.Count > 2))
        {
            _names.Leave();
        }
        else
        {
            _open.Add(tag.Name);
            _current = element;
        }
    }

    private void Close(string name)
    {
        Flush();
        var index = _open.FindLastIndex(open => open.Equals(name, StringComparison.OrdinalIgnoreCase));
        // An end tag in a story doesn't reach beyond it, unless it closes what holds the stories.
        var story = _open.FindLastIndex(IsStory);
        if (index < 0 || (index < story && index > 1))
        {
            _faults.Add("mismatched end tag");
            return;
        }

        if (index < _open.Count - 1)
        {
            _faults.Add("unclosed element");
        }

        CloseDownTo(index);
    }

    private void CloseDownTo(int index)
    {
        while (_open.Count > index)
        {
            _open.RemoveAt(_open.Count - 1);
            _names.Leave();
            _current = _current.Parent!;
        }
    }

    private void Flush()
    {
        if (_pending.Length > 0)
        {
            _current.Add(new XText(_pending.ToString()));
            _pending.Clear();
        }
    }

    private static bool IsStory(string name)
    {
        var local = name.AsSpan(name.IndexOf(':', StringComparison.Ordinal) + 1);
        return local.Equals("item", StringComparison.OrdinalIgnoreCase) || local.Equals("entry", StringComparison.OrdinalIgnoreCase);
    }
}
