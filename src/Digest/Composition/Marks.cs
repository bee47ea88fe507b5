using System.Globalization;
using System.Text;
using Digest.News;

namespace Digest.Composition;

/// <summary>
/// The characters by which a template's output tells its values from its own text until each value is escaped for
/// the place where it stands. They are noncharacters (Unicode 23.7): no value keeps one.
/// </summary>
internal static class Marks
{
    /// <summary>A value begins: then its number, then <see cref="Colon"/>, then the value.</summary>
    public const char Open = '\uFDD0';

    /// <summary>The value's number ends.</summary>
    public const char Colon = '\uFDD1';

    /// <summary>The value ends.</summary>
    public const char Close = '\uFDD2';

    /// <summary>No language puts more marks on one letter.</summary>
    private const int MostOnOneLetter = 4;

    /// <summary>Stands for the unsubscribe token until the end.</summary>
    public const char TokenHere = '\uFDD3';

    /// <summary>
    /// A value as one line of text: without control characters, noncharacters, lone surrogates and the characters that
    /// turn the direction of what follows (Unicode Annex 9, 2.1 to 2.4), and with no towers of accents over other lines.
    /// </summary>
    /// <param name="value">Anything.</param>
    /// <returns>The same, safe to print; spaces in place of line ends and tabs.</returns>
    public static string Clean(string value)
    {
        if (!value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return value;
        }

        var clean = new StringBuilder(value.Length);
        var onLetter = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            onLetter = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? onLetter + 1 : 0;
            if (rune.Value is '\n' or '\r' or '\t' or 0x85 or 0x2028 or 0x2029)
            {
                clean.Append(' ');
            }
            else if (!IsUnfit(rune) && onLetter <= MostOnOneLetter)
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    /// <summary>The finished text: what looked like a token by itself is spoilt, then the token's place is filled.</summary>
    /// <param name="text">A part with every value escaped.</param>
    /// <returns>The part, holding <see cref="Token.Placeholder"/> where the template put the address for leaving and nowhere else.</returns>
    public static string Settle(string text) => text
        .Replace(Token.Placeholder, Token.Placeholder.ToLowerInvariant(), StringComparison.Ordinal)
        .Replace(TokenHere.ToString(), Token.Placeholder, StringComparison.Ordinal);

    private static bool IsUnfit(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
        || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or >= 0xFDD0 and <= 0xFDEF or 0xFEFF
        || (rune.Value & 0xFFFE) == 0xFFFE;
}

/// <summary>Output that a template wrote itself: its values are marked already.</summary>
internal sealed record Markup(string Text)
{
    public override string ToString() => Text;
}

/// <summary>An address that holds the subscriber's token, as <see cref="Marks.TokenHere"/>.</summary>
internal sealed record TokenAddress(string Text)
{
    public override string ToString() => Text;
}
