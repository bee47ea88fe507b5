using System.Globalization;

namespace Digest.Feeds;

/// <summary>More than any feed has, and less than hurts.</summary>
internal static class FeedLimits
{
    /// <summary>How many stories are read of a document; the first ones, which are the newest nearly everywhere.</summary>
    public const int Stories = 10_000;

    /// <summary>How many elements a document may have.</summary>
    public const int Elements = 500_000;

    /// <summary>How many attributes an element may have.</summary>
    public const int Attributes = 100;

    /// <summary>How deep its elements may nest.</summary>
    public const int Depth = 100;

    /// <summary>What is said of a document with more stories.</summary>
    public static string OnlyFirst { get; } = string.Create(CultureInfo.InvariantCulture, $"only its first {Stories} stories");

    /// <summary>What is said of a document with more elements.</summary>
    public static FormatException TooManyElements() => new(string.Create(CultureInfo.InvariantCulture, $"it has more than {Elements} elements"));
}
