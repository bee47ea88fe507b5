using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Digest.Feeds;

/// <summary>The encodings behind the names that publishers write.</summary>
internal static partial class Charset
{
    // Names that mean more than they say (as browsers read them), and names that .NET doesn't know.
    private static readonly FrozenDictionary<string, int> _pages = new Dictionary<string, int>
    {
        ["ascii"] = 1252,
        ["us-ascii"] = 1252,
        ["iso-8859-1"] = 1252,
        ["latin-1"] = 1252,
        ["latin1"] = 1252,
        ["l1"] = 1252,
        ["ansi"] = 1252,
        ["iso-8859-9"] = 1254,
        ["iso-8859-11"] = 874,
        ["tis-620"] = 874,
        ["gb2312"] = 54936,
        ["gb-2312"] = 54936,
        ["gbk"] = 54936,
        ["cp936"] = 54936,
        ["euc-cn"] = 54936,
        ["hz"] = 52936,
        ["euc-kr"] = 949,
        ["uhc"] = 949,
        ["ks-c-5601-1987"] = 949,
        ["ksc5601"] = 949,
        ["windows-31j"] = 932,
        ["ms-kanji"] = 932,
        ["euc-jp"] = 51932,
        ["big5-hkscs"] = 950,
        ["big5hkscs"] = 950,
        ["koi8"] = 20866,
        ["koi8-r"] = 20866,
        ["koi8-u"] = 21866,
        ["mac"] = 10000,
        ["mac-roman"] = 10000,
        ["x-mac-roman"] = 10000,
        ["mac-cyrillic"] = 10007,
        ["mac-greek"] = 10006,
        ["mac-turkish"] = 10081,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> _wide = new[]
    {
        "u16", "utf16", "utf-16", "utf-16le", "utf-16be", "u32", "utf32", "utf-32", "utf-32le", "utf-32be", "ucs-2", "ucs-4", "iso-10646-ucs-2",
        "iso-10646-ucs-4", "csucs4", "csunicode", "unicode",
    }.ToFrozenSet();

    static Charset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>An encoding by its name; null where nobody knows the name, or where the name is of an encoding that the bytes would show.</summary>
    /// <param name="name">The name, in whatever spelling.</param>
    public static Encoding? Named(string? name)
    {
        var plain = name?.Trim().ToLowerInvariant().Replace('_', '-');
        if (string.IsNullOrEmpty(plain) || _wide.Contains(plain))
        {
            return null;
        }

        if (plain is "utf8" or "u8" or "utf-8" or "unicode-1-1-utf-8" or "cp65001")
        {
            return Encoding.UTF8;
        }

        var iso = IsoPattern().Match(plain);
        plain = iso.Success ? $"iso-8859-{iso.Groups[1].Value}" : plain;
        try
        {
            return Encoding.GetEncoding(_pages.TryGetValue(plain, out var page) ? page : Encoding.GetEncoding(plain).CodePage);
        }
        catch (ArgumentException)
        {
            return Numbered(plain);
        }
    }

    private static Encoding? Numbered(string name)
    {
        try
        {
            return PagePattern().Match(name) is { Success: true } match
                ? Encoding.GetEncoding(int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
                : null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A code page by its number.</summary>
    public static Encoding Page(int number) => Encoding.GetEncoding(number);

    /// <summary>A code page by its number, with U+FFFD for what it can't decode.</summary>
    public static Encoding MarkingPage(int number) =>
        Encoding.GetEncoding(number, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));

    /// <summary>Windows' Western European code page: what everything is in that is in nothing else.</summary>
    public static Encoding Western => Page(1252);

    [GeneratedRegex("^iso-?8859-?(\\d{1,2})(?:[-:].*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoPattern();

    // The page's number is the last one in the name: cp1251, ibm-866, csPC8CodePage437, cspc850multilingual.
    [GeneratedRegex("(?<![0-9])0?(\\d{2,5})[a-z]*$", RegexOptions.CultureInvariant)]
    private static partial Regex PagePattern();
}
