using System.Globalization;
using Digest.News;

namespace Digest.Reporting;

/// <summary>Tables for people.</summary>
internal static class Listings
{
    public static IEnumerable<string> History(IReadOnlyList<PastEdition> editions, TimeZoneInfo zone) => editions.Count == 0
        ? ["Nothing has been sent yet."]
        : Table(
            ["edition", "made", "", "sent", "pending", "failed", "subject"],
            editions.Select(edition => new[]
            {
                Number(edition.Id), Moment(edition.MadeAt, zone), edition.IsOneOff ? "one-off" : "", Number(edition.Sent), Number(edition.Pending), Number(edition.Failed),
                edition.Subject,
            }));

    public static IEnumerable<string> Deliveries(IReadOnlyList<PastDelivery> deliveries, TimeZoneInfo zone) => Table(
        ["address", "state", "tried", "sent", "reply"],
        deliveries.Select(delivery => new[]
        {
            delivery.Address, delivery.Reason.Length > 0 ? delivery.Reason : delivery.Status, Number(delivery.Attempts),
            delivery.SentAt is { } at ? Moment(at, zone) : "", delivery.Reply,
        }));

    public static IEnumerable<string> Readers(IReadOnlyCollection<ReaderState> readers, DateTimeOffset now) => readers.Count == 0
        ? ["Nobody is subscribed."]
        : Table(
            ["address", "next edition", "schedule", "topics", ""],
            readers.Select(reader => new[] { reader.Mailbox.Address, Next(reader, now), reader.Schedule ?? "every run", string.Join(", ", reader.Topics), reader.IsConfigured ? "" : "in the ledger" }));

    public static IEnumerable<string> Status(Standings standings, TimeZoneInfo zone)
    {
        yield return standings.LastRun is { } run
            ? $"Last run: {Moment(run.StartedAt, zone)}, {(run.Result.Length > 0 ? run.Result.ToLowerInvariant() : "still going on or killed")}."
            : "There has been no run yet.";
        yield return standings.Pending > 0 ? $"{Screen.Count(standings.Pending, "message is", "messages are")} pending." : "Nothing is pending.";
        yield return "";
        foreach (var line in Table(["feed", "last read", "state"], standings.Feeds.Select(feed => new[] { Plain.Of(feed.Url), feed.OkAt is { } ok ? Moment(ok, zone) : "never", State(feed, zone) })))
        {
            yield return line;
        }

        yield return "";
        foreach (var line in Readers(standings.Readers, standings.Now))
        {
            yield return line;
        }

        if (standings.ReaderCount > standings.Readers.Count)
        {
            yield return $"and {Screen.Count(standings.ReaderCount - standings.Readers.Count, "other", "others")}: `digest subscribers list` names them.";
        }
    }

    public static IEnumerable<string> Findings(IReadOnlyList<Finding> findings)
    {
        foreach (var (about, detail, problems) in findings)
        {
            yield return $"{(problems.Count == 0 ? "ok  " : "LOOK")}  {about}{(problems.Count == 0 && detail.Length > 0 ? $": {detail}" : "")}";
            foreach (var (what, remedy) in problems.Select(Sentences.Of))
            {
                yield return $"      {what} {remedy}".TrimEnd();
            }
        }
    }

    private static string Next(ReaderState reader, DateTimeOffset now) => reader switch
    {
        { LeftAt: { } left } => $"never: left on {Day(left, reader.Zone)}",
        { SuspendedAt: { } since } => $"never: refused, suspended on {Day(since, reader.Zone)}",
        { Topics.Count: 0 } => "never: follows no topic that is configured",
        { NextAt: null } => "never",
        { NextAt: { } next } when next <= now => "at the next run",
        { NextAt: { } next } => Moment(next, reader.Zone),
    };

    private static string State(FeedState feed, TimeZoneInfo zone) =>
        feed.Problem is { } problem ? $"failing since {Moment(feed.FailingSince!.Value, zone)}: {Sentences.Of(problem).What}" : feed.OkAt is null ? "not fetched yet" : "ok";

    private static IEnumerable<string> Table(string[] heads, IEnumerable<string[]> rows)
    {
        var lines = rows.Prepend(heads).Select(row => Array.ConvertAll(row, Plain.Of)).ToList();
        var widths = heads.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        return lines.Select(line => string.Join("  ", line.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
    }

    private static string Moment(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
