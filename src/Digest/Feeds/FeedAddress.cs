namespace Digest.Feeds;

/// <summary>Addresses as a feed may give them, and as a person may see them.</summary>
internal static class FeedAddress
{
    /// <summary>An address to show: without the user and password that it may carry.</summary>
    public static string Shown(Uri address) =>
        address.IsFile ? address.LocalPath
        : address.UserInfo.Length == 0 ? address.OriginalString
        : address.GetComponents(UriComponents.HttpRequestUrl | UriComponents.Fragment, UriFormat.UriEscaped);

    /// <summary>An address that a reader's mail may hold: absolute, http or https; such an address always has a host.</summary>
    /// <param name="text">The address as the feed gives it: absolute or relative.</param>
    /// <param name="baseAddress">What it is relative to.</param>
    /// <returns>The address, or null where it is none, or not one of the web's.</returns>
    public static Uri? OfWeb(string? text, Uri baseAddress)
    {
        // Escaped once too often, like so much in feeds.
        var trimmed = text?.Trim().Replace("&amp;", "&", StringComparison.Ordinal) ?? "";
        // An absolute address stays as it was written; one on a Unix machine that begins with a slash is no file here.
        return trimmed.Length == 0 ? null
            : (IsAbsolute(trimmed) ? Uri.TryCreate(trimmed, UriKind.Absolute, out var address) : Uri.TryCreate(baseAddress, trimmed, out address))
                && IsWeb(address) ? address
            : null;
    }

    /// <summary>A text that is an absolute address of the web, or null: an identifier is an address only where it looks like one.</summary>
    public static string? WebOnly(string? text) =>
        text is not null && text.AsSpan().TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase) ? text : null;

    private static bool IsAbsolute(string text) => text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal);

    /// <summary>Whether an address is one of the web's.</summary>
    public static bool IsWeb(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
