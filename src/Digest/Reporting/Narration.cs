using Digest.News;

namespace Digest.Reporting;

/// <summary>Each event of a run as one line, for a log or <c>--verbose</c>.</summary>
public static class Narration
{
    /// <summary>Puts an event into words.</summary>
    /// <param name="value">The event.</param>
    /// <returns>One line, without an end.</returns>
    public static string Of(RunEvent value) => value switch
    {
        GatherStarted gather => $"fetching {Screen.Count(gather.Feeds, "feed", "feeds")}",
        FeedDone { Result: FeedRead read } done =>
            $"{Plain.Of(read.State.Url)}: {Screen.Count(read.Document.Stories.Count, "story", "stories")}, {done.NewStories} new{(read.Document.Mended is { } mended ? $"; mended: {mended}" : "")}",
        FeedDone { Result: FeedUnchanged same } => $"{Plain.Of(same.State.Url)}: unchanged",
        FeedDone { Result: FeedNotDue early } => $"{Plain.Of(early.State.Url)}: not to be asked yet",
        FeedDone { Result: FeedFailed failed } => Sentences.Of(failed.Problem).What,
        NoNews nothing => $"{Screen.NothingNew(nothing)} ({Screen.Count(nothing.Readers, "reader", "readers")})",
        EditionFrozen edition =>
            $"froze {Sentences.Quote(edition.Subject)}: {Screen.Count(edition.Stories, "story", "stories")}, {edition.Bytes} bytes, {Screen.Count(edition.Recipients, "reader", "readers")}",
        DeliverStarted deliver => $"delivering {Screen.Count(deliver.Mails, "message", "messages")}",
        MailDone { Outcome: Accepted(var reply) } mail => $"{mail.Recipient}: accepted <{mail.MessageId}> ({reply})",
        MailDone { Outcome: Deferred(var reply) } mail => $"{mail.Recipient}: deferred <{mail.MessageId}> ({reply})",
        MailDone { Outcome: Refused(var reply) } mail => $"{mail.Recipient}: refused <{mail.MessageId}> ({reply})",
        MailDone { Outcome: InDoubt(var reply) } mail => $"{mail.Recipient}: in doubt <{mail.MessageId}> ({reply})",
        DeliveryExpired expired => $"{expired.Recipient}: not delivered in time, given up",
        ProblemMet met => Sentences.Of(met.Problem).What,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "not an event"),
    };
}
