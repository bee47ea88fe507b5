using Digest.News;

namespace Digest.Tests.Infra;

/// <summary>Stories, topics and feeds as short as a test can say them.</summary>
public static class A
{
    public static readonly DateTimeOffset Morning = new(2023, 9, 5, 7, 0, 0, TimeSpan.Zero);

    public static readonly Uri Wire = new("https://example.org/wire.xml");

    public static readonly Uri Post = new("https://example.org/post.xml");

    public static Topic Topic(string name = "North Korea", params string[] include) =>
        new() { Name = name, Feeds = [Wire, Post], Include = include };

    public static Story Story(string title, string? guid = null, string? url = null, DateTimeOffset? published = null) => new()
    {
        Title = title,
        Guid = guid ?? $"tag:example.org,2023:{title}",
        Url = url is null ? new Uri($"https://example.org/{Uri.EscapeDataString(title)}") : new Uri(url),
        Published = published ?? Morning.AddHours(-3),
        Source = "Sample Wire",
    };

    public static FeedRead Read(Uri feed, params Story[] stories) =>
        new(new FeedState { Url = feed, OkAt = Morning }, new FeedDocument("rss-2.0", "Sample Wire", stories));

    public static FeedFailed Failed(Uri feed, DateTimeOffset since) => new(
        new FeedState { Url = feed, FailingSince = since, Failures = 1, Problem = new Problem(ProblemKind.FeedNotFound, feed.OriginalString, "404") },
        new Problem(ProblemKind.FeedNotFound, feed.OriginalString, "404"));
}
