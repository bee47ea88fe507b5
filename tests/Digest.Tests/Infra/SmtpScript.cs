namespace Digest.Tests.Infra;

/// <summary>
/// Where in a conversation something can go wrong: <see cref="Middle"/> is when some of the message has come,
/// <see cref="Body"/> after its end, <see cref="Taken"/> after the server has said that it took it.
/// </summary>
public enum SmtpStage
{
    Connect,
    Greeting,
    Ehlo,
    StartTls,
    Auth,
    Mail,
    Rcpt,
    Data,
    Middle,
    Body,
    Taken,
    Quit,
}

/// <summary>A moment at which the server is about to answer.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Connection">Which connection, from 1.</param>
/// <param name="Message">Which message on it, from 1.</param>
/// <param name="Line">What the client said.</param>
/// <param name="Waiting">How many bytes it has said beyond that already.</param>
public sealed record SmtpMoment(SmtpStage Stage, int Connection, int Message, string Line, int Waiting);

/// <summary>What the server does instead of its duty.</summary>
public abstract record SmtpFault
{
    /// <summary>An answer that is no SMTP.</summary>
    public static SmtpFault Garbage { get; } = new Says("\u0001\u0002 <html>what?</html>");

    /// <summary>The connection is closed.</summary>
    public static SmtpFault Drop { get; } = new Dropped(Hard: false);

    /// <summary>The connection is reset, and what was said last may be lost with it.</summary>
    public static SmtpFault Reset { get; } = new Dropped(Hard: true);
}

/// <summary>Another answer; one of 421 also closes the connection.</summary>
public sealed record Says(string Reply) : SmtpFault;

/// <summary>Something that happens before the answer; cancelled when the server is disposed of.</summary>
/// <param name="Event">What happens.</param>
/// <param name="IsLast">Whether the connection is closed after it, without an answer.</param>
public sealed record Happens(Func<CancellationToken, Task> Event, bool IsLast = false) : SmtpFault;

/// <summary>No answer, ever.</summary>
/// <param name="Begun">Called when the silence begins.</param>
public sealed record Silence(Action Begun) : SmtpFault;

/// <summary>An answer that goes on and on.</summary>
/// <param name="Line">The line of which it is made.</param>
public sealed record Endless(string Line) : SmtpFault;

internal sealed record Dropped(bool Hard) : SmtpFault;

/// <summary>A message as the server got it.</summary>
/// <param name="Sender">Its envelope's sender.</param>
/// <param name="Recipient">Its envelope's recipient.</param>
/// <param name="Bytes">Its bytes, dots no longer doubled.</param>
/// <param name="Tls">Whether it came over TLS.</param>
/// <param name="User">Who had authenticated, or null.</param>
/// <param name="Mail">The MAIL command's parameters.</param>
/// <param name="Chunked">Whether it came by BDAT.</param>
/// <param name="Connection">Over which connection, from 1.</param>
public sealed record ReceivedMail(
    string Sender, string Recipient, ReadOnlyMemory<byte> Bytes, bool Tls, string? User, string Mail, bool Chunked, int Connection);
