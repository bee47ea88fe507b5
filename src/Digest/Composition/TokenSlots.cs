using System.Text;
using Digest.News;

namespace Digest.Composition;

/// <summary>Finds the token's place in an encoded body.</summary>
internal static class TokenSlots
{
    private static readonly byte[] _placeholder = Encoding.ASCII.GetBytes(Token.Placeholder);

    /// <summary>The offset of each character of each token in one part of a body; a soft line break may divide it (RFC 2045, 6.7, rule 5).</summary>
    /// <param name="body">The body.</param>
    /// <param name="part">The part's bytes, which the body holds.</param>
    /// <returns>Offsets into the body.</returns>
    public static IEnumerable<int> Within(byte[] body, byte[] part)
    {
        var start = body.AsSpan().IndexOf(part);
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] == _placeholder[0] && Match(part, i) is { } slot)
            {
                foreach (var at in slot)
                {
                    yield return start + at;
                }

                i = slot[^1];
            }
        }
    }

    private static int[]? Match(byte[] part, int at)
    {
        var slot = new int[_placeholder.Length];
        for (var i = 0; i < _placeholder.Length; i++, at++)
        {
            while (i > 0 && part.AsSpan(at).StartsWith("=\r\n"u8))
            {
                at += 3;
            }

            if (at >= part.Length || part[at] != _placeholder[i])
            {
                return null;
            }

            slot[i] = at;
        }

        return slot;
    }
}
