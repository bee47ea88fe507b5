using System.Diagnostics.CodeAnalysis;
using Digest.News;

namespace Digest.Configuration;

/// <summary>The configuration, read, resolved and checked: nothing in it can be wrong but what only the network knows.</summary>
public sealed record Settings
{
    /// <summary>The configuration's full path.</summary>
    public required string File { get; init; }

    /// <summary>The digest's title: the masthead.</summary>
    public required string Title { get; init; }

    /// <summary>Who the mail comes from.</summary>
    public required Mailbox From { get; init; }

    /// <summary>The digest's own zone.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The language of the template's words and dates (BCP 47).</summary>
    public required string Language { get; init; }

    /// <summary>The ledger's full path.</summary>
    public required string Ledger { get; init; }

    /// <summary>The name of a built-in template set.</summary>
    public required string Template { get; init; }

    /// <summary>The full path of a template set of one's own; null: the built-in one.</summary>
    public string? TemplateFolder { get; init; }

    /// <summary>What becomes of the stories' pictures: <c>remote</c>, <c>embed</c> or <c>none</c>.</summary>
    public required string Images { get; init; }

    /// <summary>By what large receivers tell their complaint figures apart; empty: nothing.</summary>
    public required string FeedbackId { get; init; }

    /// <summary>The operator's postal address; empty: none.</summary>
    public required string PostalAddress { get; init; }

    /// <summary>Who hears of what stays broken; empty: nobody.</summary>
    public required string Operator { get; init; }

    /// <summary>The envelope sender's address.</summary>
    public required string ReturnPath { get; init; }

    /// <summary>The moment to act at, for samples and trials; null: now.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The mail server; null: there is none.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>The address that takes a mail from someone who wants to leave.</summary>
    public required string LeaveAddress { get; init; }

    /// <summary>An https address with <c>{token}</c> that unsubscribes by one click; null: there is none.</summary>
    [SuppressMessage("Design", "CA1056", Justification = "With its gap it is not an address yet.")]
    public string? LeaveUrl { get; init; }

    /// <summary>How feeds are fetched.</summary>
    public required FetchSettings Fetch { get; init; }

    /// <summary>The topics, in order.</summary>
    public required IReadOnlyList<Topic> Topics { get; init; }

    /// <summary>The subscribers, in order.</summary>
    public required IReadOnlyList<Subscriber> Subscribers { get; init; }
}

/// <summary>Who takes the mail: <c>[smtp]</c>.</summary>
public sealed record SmtpSettings
{
    /// <summary><c>smtp</c>, <c>sendmail</c>, <c>maildir</c> or <c>file</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>The server's name or address; empty where none is needed.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port.</summary>
    public required int Port { get; init; }

    /// <summary><c>starttls</c>, <c>tls</c> or <c>none</c>.</summary>
    public required string Security { get; init; }

    /// <summary>The user; null: none.</summary>
    public Secret? Username { get; init; }

    /// <summary>The password; null: none.</summary>
    public Secret? Password { get; init; }

    /// <summary>Gives an access token at each connection, instead of a password; null: nothing does.</summary>
    public Secret? AccessToken { get; init; }

    /// <summary>Gets access tokens with a refresh token; null: nothing does.</summary>
    public OAuthSettings? OAuth { get; init; }

    /// <summary>The authority that the server's certificate must come from, in PEM form; null: the system's.</summary>
    public Secret? Authority { get; init; }

    /// <summary>What we show the server: certificate and key in PEM form; null: nothing.</summary>
    public Secret? ClientCertificate { get; init; }

    /// <summary>How many connections at most.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>How many messages at most in a minute; 0: no limit.</summary>
    public int MaxPerMinute { get; init; }

    /// <summary>What signs the messages; null: nothing.</summary>
    public DkimSettings? Dkim { get; init; }

    /// <summary>The program that <c>sendmail</c> hands to.</summary>
    public required string Program { get; init; }

    /// <summary>The full path of the folder that <c>maildir</c> and <c>file</c> write into.</summary>
    public required string Folder { get; init; }
}

/// <summary>How access tokens are got: <c>[smtp.oauth]</c>.</summary>
/// <param name="Endpoint">The token endpoint.</param>
/// <param name="ClientId">Who asks.</param>
/// <param name="ClientSecret">How it proves that; null: it can't.</param>
/// <param name="RefreshToken">What was once granted.</param>
public sealed record OAuthSettings(Uri Endpoint, string ClientId, Secret? ClientSecret, Secret RefreshToken);

/// <summary>What signs the messages: <c>[smtp.dkim]</c>.</summary>
/// <param name="Domain">The signing domain.</param>
/// <param name="Selector">Which of its keys.</param>
/// <param name="Key">The private key in PEM form.</param>
public sealed record DkimSettings(string Domain, string Selector, Secret Key);

/// <summary>How feeds are fetched: <c>[fetch]</c>.</summary>
/// <param name="Concurrency">How many at once.</param>
/// <param name="Timeout">How long one may take.</param>
/// <param name="MaxSize">How large one may be, in bytes.</param>
/// <param name="AllowPrivateNetworks">Whether a public address may lead to a private one.</param>
public sealed record FetchSettings(int Concurrency, TimeSpan Timeout, long MaxSize, bool AllowPrivateNetworks);
