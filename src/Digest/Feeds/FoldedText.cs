namespace Digest.Feeds;

/// <summary>Text as it grows in a buffer: one space for all white space, none at either end, no characters that nobody can see.</summary>
/// <param name="buffer">Where it grows; as long as all that is appended.</param>
internal ref struct FoldedText(Span<char> buffer)
{
    private readonly Span<char> _buffer = buffer;
    private bool _space;

    /// <summary>How long it is.</summary>
    public int Length { get; private set; }

    /// <summary>Appends text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        var length = Length;
        var space = _space;
        foreach (var c in text)
        {
            var kept = c;
            if (c is <= ' ' or >= '\u007F')
            {
                if (char.IsWhiteSpace(c))
                {
                    space = true;
                    continue;
                }

                if (c is < ' ' or '\u007F' or '\uFEFF' or '\u00AD' or '\u200B')
                {
                    continue;
                }

                kept = c is >= '\u0080' and <= '\u009F' ? Charset.Western.GetString([(byte)c])[0] : c;
            }

            if (space && length > 0)
            {
                _buffer[length++] = ' ';
            }

            space = false;
            _buffer[length++] = kept;
        }

        Length = length;
        _space = space;
    }

    /// <inheritdoc/>
    public override readonly string ToString() => _buffer[..Length].ToString();
}
