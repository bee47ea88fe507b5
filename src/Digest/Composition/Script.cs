using System.Text;

namespace Digest.Composition;

/// <summary>A text's language and direction, as far as its letters tell.</summary>
/// <param name="Language">The language (BCP 47), or null where the letters serve many.</param>
/// <param name="Direction"><c>rtl</c> or <c>ltr</c>.</param>
internal sealed record Script(string? Language, string Direction)
{
    /// <summary>The script that most of a text's letters belong to.</summary>
    /// <param name="text">A line of text.</param>
    public static Script Of(string text)
    {
        int latin = 0, hangul = 0, kana = 0, han = 0, arabic = 0, persian = 0, hebrew = 0, thai = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case >= 0x1100 and <= 0x11FF or >= 0x3131 and <= 0x318E or >= 0xAC00 and <= 0xD7A3: hangul++; break;
                case >= 0x3041 and <= 0x30FF or >= 0xFF66 and <= 0xFF9D: kana++; break;
                case >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFD: han++; break;
                case 0x067E or 0x0686 or 0x0698 or 0x06AF or 0x06A9 or 0x06CC: persian++; break;
                case >= 0x0600 and <= 0x06FF or >= 0x0750 and <= 0x077F or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC: arabic++; break;
                case >= 0x0590 and <= 0x05FF or >= 0xFB1D and <= 0xFB4F: hebrew++; break;
                case >= 0x0E00 and <= 0x0E7F: thai++; break;
                default: latin += Rune.IsLetter(rune) ? 1 : 0; break;
            }
        }

        // One East Asian character says as much as two letters, and headlines mix in foreign names.
        var most = Math.Max(latin, Math.Max(2 * (hangul + kana + han), Math.Max(arabic + persian, Math.Max(hebrew, thai))));
        return most switch
        {
            0 => new(null, "ltr"),
            _ when most == latin => new(null, "ltr"),
            _ when most == arabic + persian => new(persian > 0 ? "fa" : "ar", "rtl"),
            _ when most == hebrew => new("he", "rtl"),
            _ when most == thai => new("th", "ltr"),
            _ when hangul >= kana && hangul > 0 => new("ko", "ltr"),
            _ => new(kana > 0 ? "ja" : "zh", "ltr"),
        };
    }

    /// <summary>The direction in which a language is written.</summary>
    /// <param name="language">BCP 47.</param>
    public static string DirectionOf(string language) => language.Split('-')[0] is "ar" or "he" or "fa" or "ur" or "yi" ? "rtl" : "ltr";
}
