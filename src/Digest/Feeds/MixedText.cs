using System.Buffers;
using System.Text;

namespace Digest.Feeds;

/// <summary>Text that is UTF-8 for the most part, with pieces in Windows' own encoding pasted in.</summary>
internal static class MixedText
{
    /// <summary>Decodes byte for byte: UTF-8 where it is valid, windows-1252 where it isn't.</summary>
    public static string Decode(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(body.Length);
        Span<char> characters = stackalloc char[2];
        while (!body.IsEmpty)
        {
            // Whole runs of ASCII at once: they are nearly everything.
            var run = body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            run = run < 0 ? body.Length : run;
            text.Append(Encoding.ASCII.GetString(body[..run]));
            body = body[run..];
            if (body.IsEmpty)
            {
                break;
            }

            if (Rune.DecodeFromUtf8(body, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(characters[..rune.EncodeToUtf16(characters)]);
            }
            else
            {
                length = 1;
                text.Append(Charset.Western.GetString(body[..1]));
            }

            body = body[length..];
        }

        return text.ToString();
    }

    /// <summary>Whether bytes are UTF-8 for the most part: at least four valid sequences for each invalid byte.</summary>
    public static bool IsMostlyUtf8(ReadOnlySpan<byte> body)
    {
        var (valid, invalid) = (0, 0);
        while (body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var next and >= 0)
        {
            body = body[next..];
            var good = Rune.DecodeFromUtf8(body, out _, out var length) == OperationStatus.Done;
            valid += good ? 1 : 0;
            invalid += good ? 0 : 1;
            body = body[(good ? length : 1)..];
        }

        return valid >= 4 * invalid;
    }
}
