using System.Globalization;

namespace Digest.Composition;

/// <summary>Mail addresses as they go on the wire: international domains as punycode (RFC 5891).</summary>
internal static class MailAddress
{
    /// <summary>An address whose domain is ASCII; its local part stays as it is.</summary>
    /// <param name="address">The address.</param>
    public static string InAscii(string address) => $"{address[..address.LastIndexOf('@')]}@{DomainOf(address)}";

    /// <summary>An address's domain, in ASCII and lower case.</summary>
    /// <param name="address">The address.</param>
    public static string DomainOf(string address) => new IdnMapping().GetAscii(address[(address.LastIndexOf('@') + 1)..]).ToLowerInvariant();
}
