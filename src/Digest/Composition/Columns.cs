using System.Globalization;
using System.Text;

namespace Digest.Composition;

/// <summary>How wide text is in a fixed-pitch font: two columns for East Asian characters and emoji (Unicode Annex 11).</summary>
internal static class Columns
{
    private static readonly (int From, int To)[] _wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF),
        (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),
        (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    /// <summary>A character's width.</summary>
    public static int Of(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        return Array.Exists(_wide, range => rune.Value >= range.From && rune.Value <= range.To) ? 2 : 1;
    }

    /// <summary>A text's width.</summary>
    public static int Of(string text) => IsPlain(text) ? text.Length : text.EnumerateRunes().Sum(Of);

    /// <summary>True for text in which every character takes one column and stands alone.</summary>
    public static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF');
}
