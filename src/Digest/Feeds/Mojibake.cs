using System.Text;
using System.Text.Unicode;

namespace Digest.Feeds;

/// <summary>Text that was UTF-8, was taken for Latin-1, and was made UTF-8 once more: the commonest fault of encodings there is.</summary>
internal static class Mojibake
{
    /// <summary>The text as it was meant; as it is where it can't have come about that way.</summary>
    public static string Repair(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0080', '\u00BF') || text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF'))
        {
            return text;
        }

        var bytes = Encoding.Latin1.GetBytes(text);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : text;
    }
}
