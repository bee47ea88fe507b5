using System.Globalization;
using System.Text.RegularExpressions;

namespace Digest.Configuration;

/// <summary>Lengths of time and sizes as people write them.</summary>
public static partial class Quantities
{
    /// <summary>Reads a length of time: a whole number and <c>s</c>, <c>m</c>, <c>h</c>, <c>d</c> or <c>w</c>, such as <c>24h</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The length, more than nothing and at most a hundred years; null where the text is no such thing.</returns>
    public static TimeSpan? Duration(string text)
    {
        if (DurationForm().Match(text.Trim()) is not { Success: true } match
            || !long.TryParse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var seconds = match.Groups["unit"].Value switch { "s" => 1L, "m" => 60, "h" => 3600, "d" => 86400, _ => 604800 };
        return number is > 0 and < 4_000_000_000 && number * seconds <= 36525L * 86400 ? TimeSpan.FromSeconds(number * seconds) : null;
    }

    /// <summary>Reads a size: a whole number and <c>B</c>, <c>KB</c>, <c>MB</c> or <c>GB</c>, each 1,024 times the one before.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The size in bytes, more than nothing and at most 1 TB; null where the text is no such thing.</returns>
    public static long? Size(string text)
    {
        if (SizeForm().Match(text.Trim()) is not { Success: true } match
            || !long.TryParse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var unit = match.Groups["unit"].Value.ToUpperInvariant() switch { "GB" => 1L << 30, "MB" => 1L << 20, "KB" => 1L << 10, _ => 1L };
        return number > 0 && number <= (1L << 40) / unit ? number * unit : null;
    }

    [GeneratedRegex(@"^(?<n>[0-9]{1,10})\s*(?<unit>[smhdw])$")]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^(?<n>[0-9]{1,13})\s*(?<unit>B|KB|MB|GB)$", RegexOptions.IgnoreCase)]
    private static partial Regex SizeForm();
}
