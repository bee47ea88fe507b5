using System.Globalization;
using Digest.News;

namespace Digest.Reporting;

/// <summary>Every line that a person reads: results on standard output, problems on standard error.</summary>
/// <param name="manner">How much is said, and to whom.</param>
public sealed class Screen(Manner manner)
{
    private bool SaysResults => !manner.IsQuiet && !manner.IsUnattended && !manner.IsJson;

    /// <summary>Says a problem: what happened and where, what to do, and its cause when asked for.</summary>
    /// <param name="problem">The problem.</param>
    public void Problem(Problem problem)
    {
        var (what, remedy) = Sentences.Of(problem);
        manner.Error.WriteLine($"{Red("digest:")} {Plain.Of(what)}");
        if (remedy.Length > 0)
        {
            manner.Error.WriteLine($"        {Plain.Of(remedy)}");
        }

        if (manner.IsVerbose && problem.Cause is { } cause)
        {
            manner.Error.WriteLine($"        ({Plain.Of(cause)})");
        }
    }

    /// <summary>Says several problems, or reports them to a program.</summary>
    /// <param name="problems">The problems.</param>
    public void Problems(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Problem(problem);
        }

        if (manner.IsJson)
        {
            JsonReport.Write(manner.Output, problems);
        }
    }

    /// <summary>Says a line that was asked for.</summary>
    /// <param name="line">The line.</param>
    public void Result(string line)
    {
        if (!manner.IsJson)
        {
            Say(line);
        }
    }

    /// <summary>Says that the program itself is at fault.</summary>
    /// <param name="bug">What was raised.</param>
    public void Bug(Exception bug)
    {
        manner.Error.WriteLine($"{Red("digest:")} This is a fault of the program: {bug.Message}");
        manner.Error.WriteLine(manner.IsVerbose ? bug.ToString() : "        `--verbose` shows where. What was pending still is; nothing was lost.");
    }

    /// <summary>Says what a run, a one-off or a gathering did.</summary>
    /// <param name="report">Its report.</param>
    public void Report(RunReport report)
    {
        foreach (var problem in ProblemsOf(report))
        {
            Problem(problem);
        }

        if (manner.IsJson)
        {
            JsonReport.Write(manner.Output, report);
        }
        else if (SaysResults)
        {
            Results(report);
        }
    }

    /// <summary>Says that a file was written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What is in it.</param>
    public void Wrote(string path, string what)
    {
        if (!manner.IsQuiet && !manner.IsJson)
        {
            manner.Error.WriteLine(Plain.Of($"Wrote {path}: {what}."));
        }
    }

    /// <summary>Says what to do next.</summary>
    /// <param name="line">The line.</param>
    public void Next(string line)
    {
        if (!manner.IsQuiet && !manner.IsJson)
        {
            manner.Error.WriteLine(line);
        }
    }

    /// <summary>Lists editions.</summary>
    /// <param name="editions">The editions.</param>
    /// <param name="zone">The zone to show times in.</param>
    public void History(IReadOnlyList<PastEdition> editions, TimeZoneInfo zone) => List(Listings.History(editions, zone), JsonListings.History(editions));

    /// <summary>Lists an edition's deliveries.</summary>
    /// <param name="deliveries">The deliveries.</param>
    /// <param name="zone">The zone to show times in.</param>
    public void Deliveries(IReadOnlyList<PastDelivery> deliveries, TimeZoneInfo zone) => List(Listings.Deliveries(deliveries, zone), JsonListings.Deliveries(deliveries));

    /// <summary>Lists subscribers.</summary>
    /// <param name="readers">The subscribers.</param>
    /// <param name="now">The moment.</param>
    public void Readers(IEnumerable<ReaderState> readers, DateTimeOffset now)
    {
        var all = readers.ToList();
        List(Listings.Readers(all, now), JsonListings.Readers(all));
    }

    /// <summary>Shows how things stand.</summary>
    /// <param name="standings">How.</param>
    /// <param name="zone">The zone to show times in.</param>
    public void Status(Standings standings, TimeZoneInfo zone) => List(Listings.Status(standings, zone), [JsonListings.Status(standings)]);

    /// <summary>Shows what a check-up found.</summary>
    /// <param name="findings">What.</param>
    public void Findings(IReadOnlyList<Finding> findings) => List(Listings.Findings(findings), JsonListings.Findings(findings));

    private void List(IEnumerable<string> lines, IEnumerable<string> objects)
    {
        foreach (var line in manner.IsJson ? objects : lines)
        {
            manner.Output.WriteLine(manner.IsJson ? line : Plain.Of(line));
        }
    }

    private IEnumerable<Problem> ProblemsOf(RunReport report)
    {
        // Nobody needs a letter from cron for a feed that failed once; a run in which none could be read is another thing.
        var failed = report.Feeds.Where(feed => feed.Result is FeedFailed).ToList();
        var isAll = failed.Count == report.Feeds.Count;
        var feeds = failed.Where(feed => !manner.IsUnattended || isAll || feed.IsNewlyBroken).Select(feed => ((FeedFailed)feed.Result).Problem);
        var mails = report.Mails.Where(mail => !manner.IsUnattended || mail.IsNews).Select(mail => mail.Outcome switch
        {
            Refused(var reply) => new Problem(ProblemKind.SmtpRefused, mail.Recipient, reply),
            Deferred(var reply) => new Problem(ProblemKind.SmtpDeferred, mail.Recipient, reply),
            InDoubt(var reply) => new Problem(ProblemKind.SmtpInDoubt, mail.Recipient, reply),
            _ => null,
        }).OfType<Problem>();
        IEnumerable<Problem> expired = report.Expired.Count > 0 ? [new Problem(ProblemKind.MailExpired, List(report.Expired))] : [];
        return [.. feeds, .. expired, .. mails, .. report.Problems];
    }

    private void Results(RunReport report)
    {
        if (report.Command == "fetch")
        {
            Say($"{Count(report.Feeds.Sum(feed => feed.NewStories), "new story", "new stories")} from {Count(report.Feeds.Count(feed => feed.Result is not FeedFailed), "feed", "feeds")}.");
        }

        foreach (var nothing in report.NoNews)
        {
            Say($"{NothingNew(nothing)} No mail{(nothing.Readers > 0 ? $" to {List(nothing.Addresses, nothing.Readers)}" : "")}.");
        }

        foreach (var edition in report.Command == "preview" ? [] : report.Editions)
        {
            Say($"{Sentences.Quote(edition.Subject)}:{(edition.Stories > 0 ? $" {Count(edition.Stories, "story", "stories")}" : " again")} for {Count(edition.Recipients, "reader", "readers")}.");
        }

        if (report.Sent > 0 && report.Command != "preview")
        {
            Say($"Sent {Count(report.Sent, "message", "messages")}.");
        }

        if (report.Result == RunResult.Interrupted)
        {
            Say("Interrupted: what was done is kept, and the next run goes on from there.");
        }
        else if (report is { Command: "run", Editions: [], NoNews: [], Mails: [] })
        {
            Say("Nobody is due for an edition now.");
        }

        if (report.Pending > 0)
        {
            Say($"{Count(report.Pending, "message is", "messages are")} still pending; the next run tries again.");
        }
    }

    /// <summary>Says that nothing is new, and when the last match was.</summary>
    internal static string NothingNew(NoNews nothing) =>
        $"Nothing new on {List(nothing.Topics)}"
        + (nothing.LastMatch is { } last ? $"; the last story was on {last.ToString("yyyy-MM-dd 'at' HH:mm 'UTC'", CultureInfo.InvariantCulture)}." : ": no story has matched yet.");

    internal static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    private static string List(IReadOnlyList<string> names, int? all = null) => (all ?? names.Count) switch
    {
        <= 3 => string.Join(", ", names),
        var count => $"{string.Join(", ", names.Take(2))} and {Count(count - 2, "other", "others")}",
    };

    private void Say(string line) => manner.Output.WriteLine(Plain.Of(line));

    private string Red(string text) => manner.IsColored ? $"\e[31m{text}\e[0m" : text;
}
