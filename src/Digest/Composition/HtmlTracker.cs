using System.Text;

namespace Digest.Composition;

/// <summary>Where in a page a value stands: what escaping it needs.</summary>
internal enum HtmlPlace
{
    Text,
    PlainElement,
    Style,
    Script,
    Comment,
    Tag,
    Unquoted,
    Attribute,
}

/// <summary>Follows a page character by character, as a browser's tokenizer does (HTML, 13.2.5), to know each value's place.</summary>
internal sealed class HtmlTracker
{
    private readonly StringBuilder _element = new();
    private readonly StringBuilder _attribute = new();
    private readonly StringBuilder _tail = new();
    private State _state = State.Text;
    private bool _closing;

    private enum State
    {
        Text,
        TagOpen,
        TagName,
        InTag,
        AttributeName,
        AfterName,
        BeforeValue,
        DoubleQuoted,
        SingleQuoted,
        Unquoted,
        Declaration,
        Comment,
        Raw,
    }

    /// <summary>Where the next character stands.</summary>
    public HtmlPlace Place => _state switch
    {
        State.Text => HtmlPlace.Text,
        State.DoubleQuoted or State.SingleQuoted => HtmlPlace.Attribute,
        State.BeforeValue or State.Unquoted => HtmlPlace.Unquoted,
        State.Comment => HtmlPlace.Comment,
        State.Raw when Element is "title" or "textarea" => HtmlPlace.PlainElement,
        State.Raw when Element is "style" => HtmlPlace.Style,
        State.Raw => HtmlPlace.Script,
        _ => HtmlPlace.Tag,
    };

    /// <summary>The element whose tag was read last, in lower case.</summary>
    public string Element => _element.ToString();

    /// <summary>The attribute that was read last, in lower case.</summary>
    public string Attribute => _attribute.ToString();

    /// <summary>True where nothing but space has been read of an attribute's value.</summary>
    public bool AtStart { get; private set; }

    /// <summary>A value was written here: an attribute's start is over.</summary>
    public void PassValue() => AtStart = false;

    /// <summary>Takes the next character of the template's own text.</summary>
    /// <param name="c">The character.</param>
    public void Read(char c) => _state = _state switch
    {
        State.Text => c == '<' ? State.TagOpen : State.Text,
        State.TagOpen => OpenTag(c),
        State.TagName => char.IsWhiteSpace(c) || c == '/' ? State.InTag : c == '>' ? EndTag() : Append(_element, c, State.TagName),
        State.InTag => char.IsWhiteSpace(c) || c == '/' ? State.InTag : c == '>' ? EndTag() : StartAttribute(c),
        State.AttributeName => InAttributeName(c),
        State.AfterName => char.IsWhiteSpace(c) ? State.AfterName : c == '=' ? State.BeforeValue : c == '>' ? EndTag() : StartAttribute(c),
        State.BeforeValue => StartValue(c),
        State.DoubleQuoted => InQuotes(c, '"', State.DoubleQuoted),
        State.SingleQuoted => InQuotes(c, '\'', State.SingleQuoted),
        State.Unquoted => char.IsWhiteSpace(c) ? State.InTag : c == '>' ? EndTag() : State.Unquoted,
        State.Declaration => InDeclaration(c),
        State.Comment => InComment(c),
        _ => InRaw(c),
    };

    private static State Append(StringBuilder name, char c, State state)
    {
        name.Append(char.ToLowerInvariant(c));
        return state;
    }

    private State OpenTag(char c)
    {
        _element.Clear();
        _tail.Clear();
        _closing = c == '/';
        return c switch
        {
            '/' => State.TagName,
            '!' or '?' => State.Declaration,
            _ when char.IsAsciiLetter(c) => Append(_element, c, State.TagName),
            _ => State.Text,
        };
    }

    private State StartAttribute(char c)
    {
        _attribute.Clear();
        return Append(_attribute, c, State.AttributeName);
    }

    private State InAttributeName(char c) => c switch
    {
        '=' => State.BeforeValue,
        '>' => EndTag(),
        '/' => State.InTag,
        _ when char.IsWhiteSpace(c) => State.AfterName,
        _ => Append(_attribute, c, State.AttributeName),
    };

    private State StartValue(char c)
    {
        AtStart = true;
        return c switch
        {
            '"' => State.DoubleQuoted,
            '\'' => State.SingleQuoted,
            '>' => EndTag(),
            _ => char.IsWhiteSpace(c) ? State.BeforeValue : State.Unquoted,
        };
    }

    private State InQuotes(char c, char quote, State state)
    {
        AtStart &= char.IsWhiteSpace(c);
        return c == quote ? State.InTag : state;
    }

    private State InDeclaration(char c)
    {
        _tail.Append(c);
        return c == '>' ? State.Text : _tail.Length == 2 && _tail.ToString() == "--" ? State.Comment : State.Declaration;
    }

    private State InComment(char c)
    {
        var ends = c == '>' && _tail.Length > 1 && _tail[^1] == '-' && _tail[^2] == '-';
        _tail.Append(c);
        return ends ? State.Text : State.Comment;
    }

    private State EndTag()
    {
        _tail.Clear();
        var isRaw = !_closing && Element is "style" or "script" or "title" or "textarea" or "xmp" or "iframe" or "noembed" or "noframes"
            or "noscript" or "plaintext";
        return isRaw ? State.Raw : State.Text;
    }

    private State InRaw(char c)
    {
        var ends = (char.IsWhiteSpace(c) || c is '/' or '>') && _tail.ToString().EndsWith($"</{Element}", StringComparison.OrdinalIgnoreCase);
        if (!ends)
        {
            _tail.Append(c);
            if (_tail.Length > 32)
            {
                _tail.Remove(0, _tail.Length - 16);
            }

            return State.Raw;
        }

        _closing = true;
        return c == '>' ? State.Text : State.InTag;
    }
}
