using BenchmarkDotNet.Attributes;
using Digest.Composition;
using Digest.News;

namespace Digest.Benchmarks;

/// <summary>One edition of 50 stories in five topics: composed, rendered, encoded; and one more reader's header block.</summary>
[MemoryDiagnoser]
public class RenderingEditions
{
    private static readonly DateTimeOffset _now = new(2023, 9, 5, 7, 0, 0, TimeSpan.FromHours(9));

    private readonly Composer _composer = new(
        new ComposerOptions { From = new Mailbox("Daily Digest", "digest@example.org"), Title = "Daily Digest", LeaveAddress = "digest@example.org" },
        TemplateSet.BuiltIn("daily"));

    private readonly Lineup _lineup = new()
    {
        Title = "Daily Digest",
        Sections = [.. Enumerable.Range(1, 5).Select(topic => new Section(
            new Topic { Name = $"Topic {topic}", Feeds = [] }, [.. Enumerable.Range(1, 10).Select(story => PickOf((topic * 10) + story))], 3))],
        Topics = ["Topic 1", "Topic 2", "Topic 3", "Topic 4", "Topic 5"],
        Now = _now,
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul"),
        Language = "en",
    };

    private Edition _edition = null!;

    /// <summary>Composes once, for the header block.</summary>
    [GlobalSetup]
    public void Setup() => _edition = _composer.Compose(_lineup);

    /// <summary>The whole edition.</summary>
    [Benchmark(Baseline = true)]
    public int Edition() => _composer.Compose(_lineup).Body.Length;

    /// <summary>One reader's header block.</summary>
    [Benchmark]
    public int HeaderBlock() => _composer.HeadFor(_edition, new Mailbox("A Reader", "reader@example.org"), _now, 0, new string('t', Token.Length)).Bytes.Length;

    private static Pick PickOf(int number) => new(
        new KeptStory(number, new Uri("https://example.org/feed.xml"), 1, _now, false, new Story
        {
            Guid = $"{number}",
            Title = $"Headline number {number} of a morning on which a good deal has happened",
            Standfirst = "A sentence that says what the story is about, and another that says why it matters to whoever reads it over breakfast, as far as anybody can tell so early in the day.",
            Url = new Uri($"https://example.org/2023/09/05/story-{number}"),
            Published = _now.AddMinutes(-number),
            Source = "Sample Wire",
        }),
        []);
}
