namespace Digest.Reporting;

/// <summary>Text from outside, made fit for a line on a terminal or in a log.</summary>
internal static class Plain
{
    /// <summary>An address as it may be shown: without the user and password that it may hold.</summary>
    public static string Of(Uri address) => address.UserInfo.Length == 0
        ? address.OriginalString
        : address.OriginalString.Replace($"{address.UserInfo}@", "", StringComparison.Ordinal);

    /// <summary>Puts a space for every control character: none of it can steer a terminal or begin a line of its own.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (plain, from) =>
    {
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = char.IsControl(from[i]) ? ' ' : from[i];
        }
    });
}
