using Digest.News;

namespace Digest.Reporting;

/// <summary>What can be wrong with a feed.</summary>
internal static class FeedSentences
{
    public static Sentence? Of(Problem problem)
    {
        var (kind, where, subject, hint, _) = problem;
        return kind switch
        {
            ProblemKind.FeedHostUnknown => new($"{where}: there is no such host.", "Check the address, or the network's name server."),
            ProblemKind.FeedUnreachable => new($"{where}: nobody answers there.", "It is tried again at the next run; check the address if it lasts."),
            ProblemKind.FeedTimeout => new($"{where}: no answer within {subject}.", "It is tried again at the next run; `fetch.timeout` can give it longer."),
            ProblemKind.FeedCertificate => new($"{where}: its certificate is not trusted{Sentences.Reason(subject)}.", "Check the address; the site may have to renew it."),
            ProblemKind.FeedNotFound => new($"{where}: there is nothing at this address{Sentences.Reason(subject)}.", "Look for the feed's new address on the site."),
            ProblemKind.FeedGone => new($"{where}: the site says that the feed is gone for good.", "Remove it from the topic, or look for another."),
            ProblemKind.FeedForbidden => new($"{where}: the site won't show it{Sentences.Reason(subject)}.", "Check that it is public; some sites refuse programs."),
            ProblemKind.FeedBusy => new(
                $"{where}: the site asks to wait{Sentences.Reason(subject)}.",
                hint.Length > 0 ? $"It is tried again after {hint}." : "It is tried again later."),
            ProblemKind.FeedStatus => new($"{where}: the site answered {subject} instead of a feed.", "It is tried again at the next run."),
            ProblemKind.FeedRedirect => new($"{where}: it leads on to where it may not{Sentences.Reason(subject)}.", "Look for the feed's own address on the site."),
            ProblemKind.FeedPrivate => new(
                $"{where}: it leads into a private network{Sentences.Reason(subject)}.",
                "If that is meant, set `fetch.allow_private_networks = true`."),
            ProblemKind.FeedTooLarge => new($"{where}: it is larger than {subject}.", "`fetch.max_size` can allow more."),
            ProblemKind.FeedCutOff => new($"{where}: the connection broke off in the middle.", "It is tried again at the next run."),
            ProblemKind.FeedFileMissing => new($"{where}: the file can't be read.", "Check its name and who may read it; relative names start at the configuration's folder."),
            ProblemKind.FeedIsPage => new(
                $"{where}: this is a web page, not a feed.",
                hint.Length > 0 ? $"The page announces a feed at {hint}: use that address." : "Look for the feed's address on the page."),
            ProblemKind.FeedEmpty => new($"{where}: there is nothing in it.", "It is tried again at the next run; check the address if it lasts."),
            ProblemKind.FeedMalformed => new($"{where}: this is no feed that can be read{Sentences.Reason(subject)}.", "Check the address in a browser."),
            _ => null,
        };
    }
}
