using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digest.News;

namespace Digest.Reporting;

/// <summary>Reports for programs: one JSON object a line on standard output.</summary>
public static class JsonReport
{
    /// <summary>Writes the report of a run, a one-off, a preview or a gathering.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="report">The report.</param>
    public static void Write(TextWriter output, RunReport report) => output.WriteLine(JsonSerializer.Serialize(
        new RunJson(
            report.Command,
            report.Now,
            report.Result switch { RunResult.Done => "done", RunResult.Incomplete => "incomplete", _ => "interrupted" },
            [.. report.Feeds.Select(Feed)],
            [.. report.Editions.Select(edition => new EditionJson(edition.Subject, edition.Stories, edition.Bytes, edition.Recipients))],
            [.. report.NoNews.Select(nothing => new NoNewsJson(nothing.Addresses, nothing.Readers, nothing.Topics, nothing.LastMatch))],
            report.Sent,
            report.NotSent,
            [.. report.Mails.Select(Delivery)],
            report.Expired,
            report.Pending,
            [.. report.Problems.Select(Of)]),
        ReportJson.Readable.RunJson));

    /// <summary>Writes the problems that kept a command from doing anything.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="problems">The problems.</param>
    public static void Write(TextWriter output, IReadOnlyList<Problem> problems) => output.WriteLine(
        JsonSerializer.Serialize(new ProblemsJson("error", [.. problems.Select(Of)]), ReportJson.Readable.ProblemsJson));

    /// <summary>Writes what a source holds, for <c>feeds show</c>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="source">The source as it was given.</param>
    /// <param name="document">What was read; null where nothing could be.</param>
    /// <param name="problem">Why not; null where it could.</param>
    public static void Write(TextWriter output, string source, FeedDocument? document, Problem? problem) => output.WriteLine(JsonSerializer.Serialize(
        new SourceJson(
            source,
            document?.Format,
            document?.Title,
            problem is null ? null : $"{Sentences.Of(problem).What} {Sentences.Of(problem).Remedy}".TrimEnd(),
            document?.Mended,
            [.. (document?.Stories ?? []).Select(story => new StoryJson(
                story.Guid, story.Title, story.Url?.OriginalString, story.Published, story.Standfirst, story.Source, story.Image?.OriginalString, story.Authors))]),
        ReportJson.Readable.SourceJson));

    private static FeedJson Feed(FeedDone feed)
    {
        var (outcome, document, problem) = feed.Result switch
        {
            FeedRead read => ("read", read.Document, (Problem?)null),
            FeedUnchanged => ("unchanged", null, null),
            FeedNotDue => ("not-due", null, null),
            FeedFailed failed => ("failed", null, failed.Problem),
            _ => throw new ArgumentOutOfRangeException(nameof(feed), feed.Result, "not a result"),
        };
        return new FeedJson(
            Plain.Of(feed.Result.State.Url), outcome, document?.Stories.Count ?? 0, feed.NewStories, document?.Mended, problem is null ? null : Of(problem));
    }

    private static DeliveryJson Delivery(MailDone mail)
    {
        var (outcome, reply) = mail.Outcome switch
        {
            Accepted(var said) => ("accepted", said),
            Deferred(var said) => ("deferred", said),
            Refused(var said) => ("refused", said),
            InDoubt(var said) => ("in-doubt", said),
            _ => throw new ArgumentOutOfRangeException(nameof(mail), mail.Outcome, "not an outcome"),
        };
        return new DeliveryJson(mail.Recipient, mail.MessageId, outcome, reply);
    }

    private static ProblemJson Of(Problem problem)
    {
        var (what, remedy) = Sentences.Of(problem);
        return new ProblemJson(JsonNamingPolicy.KebabCaseLower.ConvertName(problem.Kind.ToString()), problem.Where, what, remedy);
    }
}

internal sealed record RunJson(
    string Command, DateTimeOffset Now, string Result, IReadOnlyList<FeedJson> Feeds, IReadOnlyList<EditionJson> Editions,
    IReadOnlyList<NoNewsJson> NoNews, int Sent, int NotSent, IReadOnlyList<DeliveryJson> Deliveries, IReadOnlyList<string> Expired, int Pending, IReadOnlyList<ProblemJson> Problems);

internal sealed record FeedJson(string Url, string Outcome, int Stories, int New, string? Mended, ProblemJson? Problem);

internal sealed record EditionJson(string Subject, int Stories, int Bytes, int Recipients);

internal sealed record NoNewsJson(IReadOnlyList<string> Addresses, int Readers, IReadOnlyList<string> Topics, DateTimeOffset? LastMatch);

internal sealed record DeliveryJson(string To, string MessageId, string Outcome, string Reply);

internal sealed record ProblemJson(string Kind, string Where, string What, string Remedy);

internal sealed record ProblemsJson(string Result, IReadOnlyList<ProblemJson> Problems);

internal sealed record SourceJson(string Source, string? Format, string? Title, string? Problem, string? Mended, IReadOnlyList<StoryJson> Stories);

internal sealed record StoryJson(
    string? Guid, string Title, string? Url, DateTimeOffset? Published, string Standfirst, string Source, string? Image, IReadOnlyList<string> Authors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunJson))]
[JsonSerializable(typeof(ProblemsJson))]
[JsonSerializable(typeof(SourceJson))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Leaves every script readable: this goes to a terminal or a program, never into a page.</summary>
    public static ReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
