using System.Globalization;
using MimeKit;

namespace Digest.Smtp;

/// <summary>Addresses as an envelope takes them.</summary>
internal static class Envelope
{
    private static readonly IdnMapping _idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// An address with its domain in ASCII (RFC 5891), so that only a local part outside ASCII needs SMTPUTF8 (RFC 6531).
    /// </summary>
    /// <param name="address">The address.</param>
    /// <returns>The mailbox; null where this is no address, or would break out of its command.</returns>
    public static MailboxAddress? Of(string address)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0 || address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>'))
        {
            return null;
        }

        try
        {
            var domain = address[(at + 1)..];
            var ascii = domain.StartsWith('[') ? domain : _idn.GetAscii(domain);

            // MimeKit turns labels in punycode back, and MailKit then takes the address for one that needs SMTPUTF8; in
            // capitals, which are as good to the DNS, they stay as they are.
            return new MailboxAddress("", $"{address[..at]}@{ascii.Replace("xn--", "XN--", StringComparison.Ordinal)}");
        }
        catch (Exception e) when (e is ArgumentException or ParseException)
        {
            return null;
        }
    }
}
