using System.Net;
using System.Net.NetworkInformation;

namespace Digest.Smtp;

/// <summary>What this machine calls itself in EHLO (RFC 5321, 4.1.1.1).</summary>
internal static class LocalName
{
    private static readonly string[] _homely = [".local", ".localdomain", ".lan", ".home", ".internal", ".invalid", ".test"];

    /// <summary>
    /// The machine's full name where it has one that others might know; otherwise the address that it speaks from, which
    /// MailKit writes as a literal (RFC 5321, 4.1.3).
    /// </summary>
    /// <param name="local">Where the connection comes from on this side.</param>
    /// <returns>A name, or an address.</returns>
    public static string Of(IPAddress local)
    {
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        var name = properties.HostName.Contains('.', StringComparison.Ordinal)
            ? properties.HostName
            : $"{properties.HostName}.{properties.DomainName}";
        return IsPublic(name) ? name.ToLowerInvariant() : Plain(local).ToString();
    }

    private static bool IsPublic(string name) =>
        Uri.CheckHostName(name) == UriHostNameType.Dns
        && name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && dot < name.Length - 1
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
        && !_homely.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
}
