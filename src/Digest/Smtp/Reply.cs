using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;

namespace Digest.Smtp;

/// <summary>A server's refusal: its code, and what it said on one line.</summary>
/// <param name="Code">The three digits (RFC 5321, 4.2).</param>
/// <param name="Text">Code and text as a person reads them.</param>
internal sealed record Reply(int Code, string Text)
{
    private const int Longest = 500;

    /// <summary>Not now.</summary>
    public bool Passing => Code is >= 400 and < 500;

    /// <summary>Never.</summary>
    public bool Final => Code is >= 500 and < 600;

    /// <summary>The server closes this connection (RFC 5321, 3.8).</summary>
    public bool Closing => Code == (int)SmtpStatusCode.ServiceNotAvailable;

    /// <summary>It wants to know first who we are, or doesn't believe it (RFC 4954, 6).</summary>
    public bool WantsAuthentication => Code is 530 or 534 or 535 or 538;

    /// <summary>Reads the refusal out of what MailKit throws for it.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>The refusal; null where the exception is something else.</returns>
    public static Reply? Of(Exception exception) => exception switch
    {
        SmtpCommandException refusal => new((int)refusal.StatusCode, Line((int)refusal.StatusCode, refusal.Message)),
        ServiceNotAuthenticatedException refusal => new(530, Line(530, refusal.Message)),
        _ => null,
    };

    /// <summary>A code and a text on one line, without anything that a terminal would obey.</summary>
    /// <param name="code">The code.</param>
    /// <param name="text">The text, perhaps of several lines.</param>
    /// <returns>The line.</returns>
    public static string Line(int code, string text)
    {
        var words = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var line = string.Create(CultureInfo.InvariantCulture, $"{code} {string.Join(' ', words)}").TrimEnd();
        return line.Length <= Longest ? line : line[..Longest];
    }
}
