using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Digest.News;

namespace Digest.Configuration;

/// <summary>Addresses as people write them: <c>reader@example.org</c> or <c>A Reader &lt;reader@example.org&gt;</c>.</summary>
public static partial class Mailboxes
{
    /// <summary>Reads an address, with or without a name.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The mailbox, its domain in lower case; null where the text is none (RFC 5321, 4.1.2, with UTF-8 by RFC 6531; no quoted local parts, no address literals).</returns>
    public static Mailbox? Read(string text)
    {
        if (text.Any(char.IsControl))
        {
            return null;
        }

        var named = Named().Match(text.Trim());
        var name = named.Success ? named.Groups["name"].Value.Trim().Trim('"').Trim() : "";
        var address = named.Success ? named.Groups["address"].Value.Trim() : text.Trim();
        var at = address.LastIndexOf('@');
        return at > 0 && !address.Any(char.IsWhiteSpace) && IsLocalPart(address[..at]) && IsDomain(address[(at + 1)..])
            ? new Mailbox(name, $"{address[..at]}@{address[(at + 1)..].ToLowerInvariant()}")
            : null;
    }

    private static bool IsLocalPart(string local) =>
        Encoding.UTF8.GetByteCount(local) <= 64 && LocalForm().IsMatch(local);

    private static bool IsDomain(string domain)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain);
            return ascii.Length <= 253 && DomainForm().IsMatch(ascii);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(?<name>[^<>]*)<(?<address>[^<>]+)>$")]
    private static partial Regex Named();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-\u0080-\uFFFF]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-\u0080-\uFFFF]+)*$")]
    private static partial Regex LocalForm();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$")]
    private static partial Regex DomainForm();
}
