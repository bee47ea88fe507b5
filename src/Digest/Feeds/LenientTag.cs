using System.Collections.Frozen;

namespace Digest.Feeds;

/// <summary>A start tag as somebody wrote it.</summary>
/// <param name="Name">Its name, with its prefix.</param>
/// <param name="Attributes">Its attributes, in order.</param>
/// <param name="IsEmpty">Whether it ends in <c>/></c>.</param>
/// <param name="IsCutOff">Whether the document ends in it.</param>
/// <param name="End">Where the text goes on.</param>
internal readonly record struct LenientTag(string Name, List<(string Name, string Value)> Attributes, bool IsEmpty, bool IsCutOff, int End)
{
    private static readonly FrozenSet<string> _void =
        new[] { "br", "hr", "img", "input", "wbr", "embed", "param", "col", "area", "meta" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly System.Buffers.SearchValues<char> _nameEnd = System.Buffers.SearchValues.Create(" \t\r\n/>=<\"'");

    private static readonly System.Buffers.SearchValues<char> _valueEnd = System.Buffers.SearchValues.Create(" \t\r\n><");

    /// <summary>An attribute's value, or null where the tag has none of that name.</summary>
    public string? Attribute(string name)
    {
        foreach (var (given, value) in Attributes)
        {
            if (given.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Whether HTML knows an element as one without content, so that nobody closes it.</summary>
    public static bool IsVoid(string name) => _void.Contains(name);

    /// <summary>Reads the tag that begins at an angle bracket.</summary>
    public static LenientTag Read(string text, int start, LenientEntities entities)
    {
        List<(string, string)> attributes = [];
        var at = start + 1;
        var name = Word(text, ref at);
        while (true)
        {
            at = SkipSpace(text, at);
            if (at >= text.Length)
            {
                return new(name, attributes, false, true, text.Length);
            }

            switch (text[at])
            {
                case '>':
                    return new(name, attributes, text[at - 1] == '/', false, at + 1);
                case '<':
                    // The bracket that should close the tag was forgotten.
                    return new(name, attributes, text[at - 1] == '/', false, at);
                case '/' or '"' or '\'' or '=':
                    at++;
                    break;
                default:
                    var attribute = Word(text, ref at);
                    var value = Value(text, ref at, entities);
                    if (attributes.Count < FeedLimits.Attributes)
                    {
                        attributes.Add((attribute, value));
                    }

                    break;
            }
        }
    }

    private static string Value(string text, ref int at, LenientEntities entities)
    {
        var equals = SkipSpace(text, at);
        if (equals >= text.Length || text[equals] != '=')
        {
            return "";
        }

        at = SkipSpace(text, equals + 1);
        if (at < text.Length && text[at] is '"' or '\'')
        {
            var end = text.IndexOf(text[at], at + 1);
            // A value that holds a bracket before its end quotation mark has lost the mark.
            if (end >= 0 && text.IndexOf('<', at, end - at) < 0)
            {
                var value = entities.Decode(text.AsSpan(at + 1, end - at - 1));
                at = end + 1;
                return value;
            }

            at++;
        }

        var start = at;
        var stop = text.AsSpan(at).IndexOfAny(_valueEnd);
        at = stop < 0 ? text.Length : at + stop;
        return entities.Decode(text.AsSpan(start, at - start).TrimEnd("\"'/"));
    }

    private static string Word(string text, ref int at)
    {
        var start = at;
        var end = text.AsSpan(at).IndexOfAny(_nameEnd);
        at = end < 0 ? text.Length : at + end;
        return text[start..at];
    }

    private static int SkipSpace(string text, int at)
    {
        var skip = text.AsSpan(at).IndexOfAnyExcept(" \t\r\n");
        return skip < 0 ? text.Length : at + skip;
    }
}
