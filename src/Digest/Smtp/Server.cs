namespace Digest.Smtp;

/// <summary>Which server takes the mail: what every connection to it needs.</summary>
/// <param name="Options">How to speak with it.</param>
/// <param name="Credentials">What proves who is who.</param>
/// <param name="Clock">The clock that patience, pauses and the rate limit go by.</param>
internal sealed record Server(SmtpOptions Options, Credentials Credentials, TimeProvider Clock);
