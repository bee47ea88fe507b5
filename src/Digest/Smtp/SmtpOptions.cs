namespace Digest.Smtp;

/// <summary>How the connection to the server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Plain at first, then TLS by STARTTLS, without which nothing is sent (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314, 3.3).</summary>
    Tls,

    /// <summary>Plain: no password goes over it, unless the server is this machine.</summary>
    None,
}

/// <summary>Which server takes the mail, and how to speak with it.</summary>
public sealed record SmtpOptions
{
    /// <summary>The server's name or address; a certificate must be for it.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port.</summary>
    public required int Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public required SmtpSecurity Security { get; init; }

    /// <summary>Who we are to the server; null: we don't say.</summary>
    public string? Username { get; init; }

    /// <summary>The password that goes with <see cref="Username"/>.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// Gives an access token for <see cref="Username"/> whenever a connection is opened (XOAUTH2, or OAUTHBEARER by
    /// RFC 7628), instead of <see cref="Password"/>; null: there is a password.
    /// </summary>
    public Func<CancellationToken, Task<string>>? AccessToken { get; init; }

    /// <summary>What we show the server under TLS: a certificate and its private key, both in PEM; null: nothing.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>How many connections at most.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>How many messages at most in a minute, evenly spaced; 0: no limit.</summary>
    public int MaxPerMinute { get; init; }

    /// <summary>With what every message is signed; null: with nothing.</summary>
    public DkimOptions? Dkim { get; init; }

    /// <summary>How long one reply may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may take to greet (RFC 5321, 4.5.3.2.1).</summary>
    public TimeSpan GreetingTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long the server may take to say what it does with a message (RFC 5321, 4.5.3.2.6): who hangs up sooner sends
    /// twice what was only slow.
    /// </summary>
    public TimeSpan FinalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait before each further try of what the server put off (4xx); after the last it stays pending.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; init; } =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(75), TimeSpan.FromSeconds(200)];

    /// <summary>The authority that the server's certificate must come from, in PEM; null: one of those the system trusts.</summary>
    public string? Authority { get; init; }

    /// <summary>The server as a problem names it.</summary>
    internal string Where => $"{Host}:{Port}";

    /// <summary>The server, and no secret.</summary>
    /// <returns>Host and port.</returns>
    public override string ToString() => Where;
}

/// <summary>What signs a message (RFC 6376).</summary>
/// <param name="Domain">The signing domain: where the public key is published.</param>
/// <param name="Selector">Which of the domain's keys.</param>
/// <param name="PrivateKeyPem">The private key: RSA (PKCS#1 or PKCS#8) or Ed25519 (PKCS#8, RFC 8463), not encrypted.</param>
public sealed record DkimOptions(string Domain, string Selector, string PrivateKeyPem)
{
    /// <summary>Where the public key is published, and no secret.</summary>
    /// <returns>A name in the DNS (RFC 6376, 3.6.2.1).</returns>
    public override string ToString() => $"{Selector}._domainkey.{Domain}";
}
