using System.Globalization;

namespace Digest.Configuration;

/// <summary>Moments as people write them: ISO 8601 with an offset.</summary>
public static class Instants
{
    /// <summary>What a moment looks like.</summary>
    public const string Expected = "a time with its offset, such as 2026-11-24T07:00:00Z or 2026-11-24T07:00:00+09:00";

    private static readonly string[] _forms =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd HH:mm:sszzz"];

    /// <summary>Reads a moment.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The moment; null where the text is none.</returns>
    public static DateTimeOffset? Read(string text)
    {
        var given = text.Trim();
        given = given.EndsWith('Z') || given.EndsWith('z') ? given[..^1] + "+00:00" : given;
        return DateTimeOffset.TryParseExact(given, _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;
    }
}
