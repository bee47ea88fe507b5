namespace Digest.News;

/// <summary>Every problem that has a sentence of its own.</summary>
public enum ProblemKind
{
    /// <summary>No configuration was found; Where is where it was looked for.</summary>
    NoConfiguration,

    /// <summary>The configuration, or another file that it names, can't be read; Cause says why.</summary>
    UnreadableFile,

    /// <summary>Not TOML; Subject is what the parser says.</summary>
    TomlSyntax,

    /// <summary>Subject is a key that nothing knows; Hint is the nearest that is known, if one is near.</summary>
    UnknownKey,

    /// <summary>Subject is a key that must be there.</summary>
    MissingKey,

    /// <summary>Subject is a key whose value is of the wrong type; Hint is what it takes.</summary>
    WrongType,

    /// <summary>Subject is a value that is not valid; Hint is what would be.</summary>
    BadValue,

    /// <summary>Subject is a name or address given twice.</summary>
    Duplicate,

    /// <summary>Subject is a topic that is nowhere defined; Hint is the nearest, or all that are.</summary>
    UnknownTopic,

    /// <summary>Subject is a subscriber that is nowhere defined.</summary>
    UnknownSubscriber,

    /// <summary>Where is the key of a secret whose source (Subject, such as <c>env:NAME</c>) gives nothing.</summary>
    MissingSecret,

    /// <summary>Where is the key of a secret that was written out in full in a file.</summary>
    PlainSecret,

    /// <summary>There is no <c>[smtp]</c> host, and the command sends mail.</summary>
    NoServer,

    /// <summary>There is nobody to send to.</summary>
    NoSubscribers,

    /// <summary>The call is wrong; Subject says how.</summary>
    Usage,

    /// <summary>Where is a file that is there already.</summary>
    FileExists,

    /// <summary>Where is a file or folder that can't be written.</summary>
    NotWritable,

    /// <summary>Where is the template and place; Subject is what Scriban says.</summary>
    TemplateSyntax,

    /// <summary>Where is the template and place; Subject is what failed while it was rendered.</summary>
    TemplateFailed,

    /// <summary>Where is the folder; Subject is the template that it lacks.</summary>
    TemplateMissing,

    /// <summary>Where is the ledger; it can't be opened or written.</summary>
    LedgerNotWritable,

    /// <summary>Where is the ledger; it is no ledger, or damaged.</summary>
    LedgerDamaged,

    /// <summary>Where is the ledger; a newer digest wrote it, Subject is its version.</summary>
    LedgerNewer,

    /// <summary>Where is the ledger; Subject says which process holds it and since when.</summary>
    LedgerHeld,

    /// <summary>Where is the ledger; it has been used on the real clock, and <c>--now</c> was given.</summary>
    LedgerOnRealClock,

    /// <summary>Where is the ledger; Subject is a subscriber who lives in it and in the configuration.</summary>
    SubscriberInBoth,

    /// <summary>Where is the configuration; Subject is a subscriber who lives there, and a command was to change them.</summary>
    SubscriberConfigured,

    /// <summary>Subject is an address that wants nothing more, and something was to be sent there.</summary>
    SubscriberLeft,

    /// <summary>Subject is a subscriber to whom several editions in a row were refused: nothing more is sent there.</summary>
    SubscriberSuspended,

    /// <summary>Where is the ledger; Subject is the number of an edition that it doesn't have, or has forgotten.</summary>
    NoSuchEdition,

    /// <summary>Where is the ledger; Subject is the moment of its last run, which is still to come.</summary>
    ClockBehind,

    /// <summary>Nobody has called the run for long; Subject is when it last was, empty where it never was.</summary>
    NotScheduled,

    /// <summary>The feed's host name is unknown.</summary>
    FeedHostUnknown,

    /// <summary>Nobody answered at the feed's address.</summary>
    FeedUnreachable,

    /// <summary>The feed took longer than the timeout; Subject is the timeout.</summary>
    FeedTimeout,

    /// <summary>The feed's certificate is not trusted.</summary>
    FeedCertificate,

    /// <summary>The server says there is nothing there (404); Subject is its status.</summary>
    FeedNotFound,

    /// <summary>The server says it is gone for good (410).</summary>
    FeedGone,

    /// <summary>The server won't show it to us (401, 403); Subject is its status.</summary>
    FeedForbidden,

    /// <summary>The server asks to wait (429, 503); Subject is its status, Hint until when.</summary>
    FeedBusy,

    /// <summary>The server answered with another status than success; Subject is the status.</summary>
    FeedStatus,

    /// <summary>The redirects go round in a circle or on for too long, or lead where they may not; Subject is where.</summary>
    FeedRedirect,

    /// <summary>The feed lies on a private network that it may not lead to; Subject is the address.</summary>
    FeedPrivate,

    /// <summary>The feed is larger than <c>fetch.max_size</c>; Subject is the limit.</summary>
    FeedTooLarge,

    /// <summary>The feed's connection broke off in the middle.</summary>
    FeedCutOff,

    /// <summary>The feed's file can't be read; Cause says why.</summary>
    FeedFileMissing,

    /// <summary>There is a web page where a feed should be; Hint is a feed that it announces, if it does.</summary>
    FeedIsPage,

    /// <summary>There is nothing at all where a feed should be.</summary>
    FeedEmpty,

    /// <summary>What is there is no feed that can be read; Subject says why not.</summary>
    FeedMalformed,

    /// <summary>Nobody answered at the SMTP server.</summary>
    SmtpUnreachable,

    /// <summary>The SMTP server takes no mail just now (4xx before any message); Subject is its reply.</summary>
    SmtpBusy,

    /// <summary>The SMTP server won't speak with us (5xx before any message); Subject is its reply.</summary>
    SmtpUnwilling,

    /// <summary>The SMTP server's certificate is not trusted; Subject says why.</summary>
    SmtpCertificate,

    /// <summary>The SMTP server offers no STARTTLS, or refuses it (Subject is its reply), and the configuration asks for it.</summary>
    SmtpNoStartTls,

    /// <summary>A password would go over an unencrypted connection to another machine.</summary>
    SmtpPlainPassword,

    /// <summary>The SMTP server refused user and password; Subject is its reply.</summary>
    SmtpAuthentication,

    /// <summary>The SMTP server offers no way to authenticate that we know; Subject is what it offers, if anything.</summary>
    SmtpNoMechanism,

    /// <summary>The SMTP server takes no mail from the sender; Subject is its reply.</summary>
    SmtpSender,

    /// <summary>The SMTP server refused one recipient or message; Where is the recipient, Subject its reply.</summary>
    SmtpRefused,

    /// <summary>The SMTP server put off one message; Where is the recipient, Subject its reply.</summary>
    SmtpDeferred,

    /// <summary>The connection broke off, or the server answered nonsense; Subject says which.</summary>
    SmtpBroken,

    /// <summary>The SMTP server refused one message after another; Subject is its last reply.</summary>
    SmtpRefusesAll,

    /// <summary>A delivery's answer was never read; Where is the recipient.</summary>
    SmtpInDoubt,

    /// <summary>Deliveries were not made in time and are given up; Where is whose.</summary>
    MailExpired,

    /// <summary>A certificate of ours, or an authority's, can't be used; Where is which, Cause says why.</summary>
    SmtpOwnCertificate,

    /// <summary>The OAuth server gives no access token; Where is its address, Subject what it says.</summary>
    OAuthRefused,

    /// <summary>The program that mail is handed to takes none; Where is the program, Subject what it says.</summary>
    SendmailFailed,

    /// <summary>The DKIM key can't be used; Subject says why.</summary>
    DkimKey,
}
