using System.Text;

namespace Digest.Feeds;

/// <summary>Entities and characters as somebody wrote them: what is no reference is text.</summary>
internal sealed class LenientEntities
{
    private const int LongestName = 32;

    // What a document's own entities may grow to in all: no bomb fits in.
    private const int MostGrowth = 100_000;

    private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);
    private readonly ISet<string> _faults;
    private int _grown;

    /// <summary>Knows HTML's entities, and those that a document declares in its own head as plain text.</summary>
    public LenientEntities(string document, ISet<string> faults)
    {
        _faults = faults;
        foreach (var (name, value) in Declaration.Entities(document))
        {
            // Not another's name, no markup: a declared entity is text and nothing else.
            if (!value.Contains('<', StringComparison.Ordinal) && _own.TryAdd(name, ""))
            {
                _own[name] = Decode(value);
            }
        }
    }

    /// <summary>Text with its references resolved.</summary>
    public string Decode(ReadOnlySpan<char> text)
    {
        var decoded = new StringBuilder(text.Length);
        Append(decoded, text);
        return decoded.ToString();
    }

    /// <summary>Appends text with its references resolved and without what XML has no place for.</summary>
    public void Append(StringBuilder into, ReadOnlySpan<char> text)
    {
        while (text.IndexOf('&') is var next and >= 0)
        {
            AppendClean(into, text[..next], _faults);
            text = text[next..];
            var end = text[..Math.Min(text.Length, LongestName + 2)].IndexOf(';');
            if (end > 1 && Resolve(text[1..end]) is { } characters)
            {
                AppendClean(into, characters, _faults);
                text = text[(end + 1)..];
            }
            else
            {
                _faults.Add("stray ampersand");
                into.Append('&');
                text = text[1..];
            }
        }

        AppendClean(into, text, _faults);
    }

    /// <summary>Appends text without control characters and broken surrogates.</summary>
    public static void AppendClean(StringBuilder into, ReadOnlySpan<char> text, ISet<string> faults)
    {
        while (text.IndexOfAnyExceptInRange(' ', '\uD7FF') is var next and >= 0)
        {
            into.Append(text[..next]);
            if (text[next] is '\t' or '\n' or '\r' or (>= '\uE000' and <= '\uFFFD'))
            {
                into.Append(text[next]);
                text = text[(next + 1)..];
            }
            else if (Rune.DecodeFromUtf16(text[next..], out var rune, out var length) == System.Buffers.OperationStatus.Done && rune.Value > 0xFFFF)
            {
                into.Append(text.Slice(next, length));
                text = text[(next + length)..];
            }
            else
            {
                faults.Add("control characters");
                text = text[(next + 1)..];
            }
        }

        into.Append(text);
    }

    private string? Resolve(ReadOnlySpan<char> name)
    {
        if (_own.TryGetValue(name.ToString(), out var own))
        {
            _grown += own.Length;
            return _grown > MostGrowth ? "" : own;
        }

        var known = PlainText.Entity(name);
        if (known is not null && name is not ("amp" or "lt" or "gt" or "quot" or "apos") && name[0] != '#')
        {
            _faults.Add("undeclared entity");
        }

        return known;
    }
}
