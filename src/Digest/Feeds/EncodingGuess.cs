using System.Text;

namespace Digest.Feeds;

/// <summary>Guesses the encoding of bytes that are not UTF-8 and about which nothing true is said.</summary>
internal static class EncodingGuess
{
    // Enough to tell, and a bound for the work.
    private const int SampleLength = 64 * 1024;

    // Each with the characters that its language can't do without.
    private static readonly (int CodePage, Func<char, bool> IsCommon, double Share)[] _eastern =
    [
        (932, c => c is >= '\u3041' and <= '\u30FE', 0.2),
        (51932, c => c is >= '\u3041' and <= '\u30FE', 0.2),
        (949, c => c is >= '\uAC00' and <= '\uD7A3', 0.7),
        (950, c => "的一是不在有人我了他中大來上國個到說們為".Contains(c, StringComparison.Ordinal), 0.05),
        (54936, c => "的一是不在有人我了他中大来上国个到说们为".Contains(c, StringComparison.Ordinal), 0.05),
    ];

    /// <summary>The likeliest encoding; null where the bytes are UTF-8 but for a few.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> body)
    {
        if (MixedText.IsMostlyUtf8(body))
        {
            return null;
        }

        var sample = body[..Math.Min(body.Length, SampleLength)];
        foreach (var (codePage, isCommon, share) in _eastern)
        {
            var encoding = Charset.MarkingPage(codePage);
            var text = encoding.GetString(sample);
            var foreign = text.Count(c => c > 0x7F);
            var broken = text.Count(c => c is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') or (>= '\u0080' and <= '\u009F'));
            if (broken * 50 <= foreign && text.Count(isCommon) >= foreign * share)
            {
                return encoding;
            }
        }

        return Cyrillic(sample) ?? Charset.Western;
    }

    // Russian has high bytes in rows, and most of its letters are small: those lie at opposite ends in the two encodings.
    private static Encoding? Cyrillic(ReadOnlySpan<byte> sample)
    {
        var (lower, upper, inRow) = (0, 0, 0);
        for (var i = 0; i < sample.Length; i++)
        {
            lower += sample[i] is >= 0xE0 ? 1 : 0;
            upper += sample[i] is >= 0xC0 and < 0xE0 ? 1 : 0;
            inRow += i > 0 && sample[i] >= 0xC0 && sample[i - 1] >= 0xC0 ? 1 : 0;
        }

        return inRow < (lower + upper) * 0.6 ? null : Charset.Page(lower >= upper ? 1251 : 20866);
    }
}
