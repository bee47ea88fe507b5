using System.Diagnostics.CodeAnalysis;
using Digest.News;

namespace Digest.Composition;

/// <summary>What an edition says about its sender, whoever receives it.</summary>
public sealed record ComposerOptions
{
    /// <summary>Who the mail comes from: the single From (RFC 5322, 3.6.2).</summary>
    public required Mailbox From { get; init; }

    /// <summary>The digest's title, for the mailing list's name (RFC 2919).</summary>
    public required string Title { get; init; }

    /// <summary>The operator's postal address for the footer; empty: none.</summary>
    public string PostalAddress { get; init; } = "";

    /// <summary>The address that takes a mail from someone who wants to leave.</summary>
    public required string LeaveAddress { get; init; }

    /// <summary>An https address that holds <c>{token}</c> and unsubscribes by one click (RFC 8058); null: there is none.</summary>
    [SuppressMessage("Design", "CA1056", Justification = "With its gap it is not an address yet.")]
    public string? LeaveUrl { get; init; }

    /// <summary>By what large receivers tell their complaint figures apart: the Feedback-ID header; empty: none.</summary>
    public string FeedbackId { get; init; } = "";

    /// <summary>What becomes of the stories' pictures.</summary>
    public ImageMode Images { get; init; } = ImageMode.Remote;
}

/// <summary>What becomes of the stories' pictures: <c>images</c> in the configuration.</summary>
public enum ImageMode
{
    /// <summary>The mail program fetches them from their publishers, if it does.</summary>
    Remote,

    /// <summary>They are fetched once and go inside the mail.</summary>
    Embed,

    /// <summary>There are none.</summary>
    None,
}
