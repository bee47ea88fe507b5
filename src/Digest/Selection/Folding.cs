using System.Collections.Frozen;
using System.Text;

namespace Digest.Selection;

/// <summary>
/// Text without case, accents and punctuation: words of letters and digits with one space between them. The table is our
/// own, so that every machine folds alike whether or not it has Unicode data installed.
/// </summary>
public static class Folding
{
    // Each string is a plain letter, then its accented forms (Unicode's canonical decompositions, and the stroked letters).
    private static readonly string[] _families =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dďḋḍḏḑḓđð",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥȟḣḥḧḩḫẖħ",
        "iìíîïĩīĭįǐȉȋḭḯỉịı",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľḷḹḻḽł",
        "mḿṁṃ",
        "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšſșṡṣṥṧṩẛ",
        "tţťțṫṭṯṱẗŧ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
        "æǣǽ",
        "øǿ",
        "ʒǯ",
        "αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
        "βϐ",
        "εέϵἐἑἒἓἔἕὲέ",
        "ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
        "θϑ",
        "ιΐίϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ",
        "κϰ",
        "οόὀὁὂὃὄὅὸό",
        "πϖ",
        "ρϱῤῥ",
        "ςϲ",
        "σς",
        "υΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
        "φϕ",
        "ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
        "аӑӓ",
        "гѓ",
        "еѐёӗ",
        "жӂӝ",
        "зӟ",
        "ийѝӣӥ",
        "кќ",
        "оӧ",
        "уўӯӱӳ",
        "чӵ",
        "ыӹ",
        "эӭ",
        "ії",
        "ѵѷ",
        "әӛ",
        "өӫ",
    ];

    private static readonly FrozenDictionary<char, string> _folded = _families
        .SelectMany(family => family.Skip(1).Select(accented => KeyValuePair.Create(accented, family[..1])))
        .Concat([new('ß', "ss"), new('æ', "ae"), new('œ', "oe"), new('þ', "th")])
        .ToFrozenDictionary();

    /// <summary>Folds a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Its words, lower-case and unaccented, with one space between them and none around them.</returns>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsCombiningAccent(rune))
            {
                continue;
            }

            if (!Rune.IsLetterOrDigit(rune) && !IsMark(rune))
            {
                Break(folded);
                continue;
            }

            var lower = Rune.ToLowerInvariant(rune);
            if (lower.IsBmp && _folded.TryGetValue((char)lower.Value, out var plain))
            {
                folded.Append(plain);
            }
            else
            {
                folded.Append(lower);
            }
        }

        return folded.ToString().TrimEnd();
    }

    private static void Break(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }

    private static bool IsCombiningAccent(Rune rune) => rune.Value is >= 0x300 and <= 0x36F;

    // Vowel signs are part of a word in Arabic, Hindi, Thai and others.
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
