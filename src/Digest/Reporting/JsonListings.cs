using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digest.News;

namespace Digest.Reporting;

/// <summary>The same tables for programs: one JSON object a line.</summary>
internal static class JsonListings
{
    public static IEnumerable<string> History(IReadOnlyList<PastEdition> editions) => editions.Select(edition => JsonSerializer.Serialize(edition, ListingJson.Readable.PastEdition));

    public static IEnumerable<string> Deliveries(IReadOnlyList<PastDelivery> deliveries) =>
        deliveries.Select(delivery => JsonSerializer.Serialize(delivery, ListingJson.Readable.PastDelivery));

    public static IEnumerable<string> Readers(IEnumerable<ReaderState> readers) => readers.Select(reader => JsonSerializer.Serialize(Of(reader), ListingJson.Readable.ReaderJson));

    public static string Status(Standings standings) => JsonSerializer.Serialize(
        new StatusJson(
            standings.Now, standings.LastRun, standings.Pending,
            [.. standings.Feeds.Select(feed => new FeedStateJson(
                Plain.Of(feed.Url), feed.OkAt, feed.FailingSince, feed.Failures, feed.Problem is { } problem ? Sentences.Of(problem).What : null))],
            [.. standings.Readers.Select(Of)], standings.ReaderCount),
        ListingJson.Readable.StatusJson);

    public static IEnumerable<string> Findings(IReadOnlyList<Finding> findings) => findings.Select(finding => JsonSerializer.Serialize(
        new FindingJson(finding.About, finding.Problems.Count == 0, finding.Detail, [.. finding.Problems.Select(Sentences.Of)]), ListingJson.Readable.FindingJson));

    private static ReaderJson Of(ReaderState reader) => new(
        reader.Mailbox.Address, reader.Mailbox.Name, reader.Topics, reader.Schedule, reader.Zone.Id, reader.LastAt, reader.NextAt, reader.SuspendedAt, reader.LeftAt,
        reader.IsConfigured ? "configuration" : "ledger");
}

internal sealed record ReaderJson(
    string Email, string Name, IReadOnlyList<string> Topics, string? Schedule, string Timezone, DateTimeOffset? LastAt, DateTimeOffset? NextAt, DateTimeOffset? SuspendedAt,
    DateTimeOffset? UnsubscribedAt, string Origin);

internal sealed record FeedStateJson(string Url, DateTimeOffset? OkAt, DateTimeOffset? FailingSince, int Failures, string? Problem);

internal sealed record StatusJson(
    DateTimeOffset Now, PastRun? LastRun, int Pending, IReadOnlyList<FeedStateJson> Feeds, IReadOnlyList<ReaderJson> Subscribers, int SubscriberCount);

internal sealed record FindingJson(string About, bool Ok, string Detail, IReadOnlyList<Sentence> Problems);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PastEdition))]
[JsonSerializable(typeof(PastDelivery))]
[JsonSerializable(typeof(ReaderJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(FindingJson))]
internal sealed partial class ListingJson : JsonSerializerContext
{
    /// <summary>Leaves every script readable: this goes to a terminal or a program, never into a page.</summary>
    public static ListingJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
