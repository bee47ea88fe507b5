namespace Digest.Composition;

/// <summary>Addresses as they stand in a mail.</summary>
internal static class WebAddress
{
    /// <summary>Longer addresses than any that a mail program is sure to open are left out.</summary>
    private const int MaxLength = 2048;

    /// <summary>An address in ASCII, without user name or password: what a reader sees is where it leads.</summary>
    /// <param name="url">An absolute address, or null.</param>
    /// <returns>The address; null where it is not http or https, or too long.</returns>
    public static string? Of(Uri? url)
    {
        if (url is not { IsAbsoluteUri: true, Scheme: "http" or "https" } || url.IdnHost.Length == 0)
        {
            return null;
        }

        var host = url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost}]" : url.IdnHost.ToLowerInvariant();
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var address = $"{url.Scheme}://{host}{port}{url.PathAndQuery}{url.Fragment}";
        return address.Length <= MaxLength && IsSafe(address) ? address : null;
    }

    /// <summary>True for an absolute http, https or mailto address, or the name of an image inside the mail, without anything odd in it.</summary>
    /// <param name="address">The address as text.</param>
    public static bool IsSafe(string address) =>
        address.All(c => c is > ' ' and < '\u007F' and not ('"' or '<' or '>' or '\\' or '`' or '{' or '}' or '|' or '^'))
        && Uri.TryCreate(address, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https" or "mailto" or "cid";

    /// <summary>The address of a new mail.</summary>
    /// <param name="to">Whom it goes to.</param>
    /// <param name="subject">Its subject (RFC 6068).</param>
    public static string MailTo(string to, string subject) =>
        $"mailto:{string.Join('@', MailAddress.InAscii(to).Split('@').Select(EscapedPart))}?subject={Uri.EscapeDataString(subject)}";

    /// <summary>Programs differ in whether they decode a plus sign; RFC 6068 lets it stand.</summary>
    private static string EscapedPart(string part) => Uri.EscapeDataString(part).Replace("%2B", "+", StringComparison.Ordinal);
}
