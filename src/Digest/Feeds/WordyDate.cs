using System.Buffers;
using System.Globalization;

namespace Digest.Feeds;

/// <summary>Moments with the month in words: RFC 822 and 5322, asctime, and what people write by hand.</summary>
internal static class WordyDate
{
    private static readonly char[] _separators = [' ', ',', '\t', '\r', '\n', '\u00A0'];

    private static readonly SearchValues<char> _clock = SearchValues.Create("0123456789:.");

    /// <summary>A moment, or null where no day, month and year can be found.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        int? day = null, month = null, year = null;
        TimeSpan? time = null;
        var zone = "";
        var afternoon = false;
        var morning = false;
        foreach (var token in Tokens(text.ToString()))
        {
            if (token.Contains(':', StringComparison.Ordinal) && char.IsAsciiDigit(token[0]) && time is null)
            {
                time = Time(token, ref zone);
                if (time is null)
                {
                    return null;
                }
            }
            else if (month is null && Months.Number(token) is { } named)
            {
                month = named;
            }
            else if (Digits(token) is { } number)
            {
                if (day is null && number is >= 1 and <= 31 && token.Length <= 4)
                {
                    day = number;
                }
                else
                {
                    year ??= number < 70 && token.Length <= 2 ? 2000 + number : number < 100 ? 1900 + number : number;
                }
            }
            else if (token.Equals("PM", StringComparison.OrdinalIgnoreCase))
            {
                afternoon = true;
            }
            else if (token.Equals("AM", StringComparison.OrdinalIgnoreCase))
            {
                morning = true;
            }
            else if (time is not null && (token[0] is '+' or '-' || (zone.Length == 0 && char.IsAsciiLetter(token[0]))))
            {
                zone = token;
            }
        }

        var hour = time?.Hours ?? 0;
        var shift = afternoon && hour < 12 ? 12 : morning && hour == 12 ? -12 : 0;
        return year is { } y && month is { } m && day is { } d && Zone.Offset(zone) is { } offset
            ? FeedDate.Compose(y, m, d, (time ?? TimeSpan.Zero) + TimeSpan.FromHours(shift), offset)
            : null;
    }

    // "6-Jul-2014" is three tokens, "-0500" is one.
    private static IEnumerable<string> Tokens(string text)
    {
        foreach (var word in text.Split(_separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Contains('-', StringComparison.Ordinal) && word.Any(char.IsLetter) && char.IsAsciiDigit(word[0]))
            {
                foreach (var part in word.Split('-', StringSplitOptions.RemoveEmptyEntries))
                {
                    yield return part;
                }
            }
            else
            {
                yield return word;
            }
        }
    }

    private static TimeSpan? Time(string token, ref string zone)
    {
        var end = token.AsSpan().IndexOfAnyExcept(_clock);
        var clock = end < 0 ? token : token[..end];
        zone = end < 0 ? zone : token[end..];
        var parts = clock.Split(':');
        return parts.Length is 2 or 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && (parts.Length < 3 || double.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
                ? new TimeSpan(hours, minutes, parts.Length < 3 ? 0 : (int)double.Parse(parts[2], CultureInfo.InvariantCulture))
                : null;
    }

    private static int? Digits(string token)
    {
        var trimmed = token.TrimEnd('.').AsSpan();
        trimmed = trimmed.Length > 2 && trimmed[^2..] is "st" or "nd" or "rd" or "th" ? trimmed[..^2] : trimmed;
        return int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10000 ? number : null;
    }
}
