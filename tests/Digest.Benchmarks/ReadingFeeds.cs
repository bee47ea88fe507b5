using System.Text;
using BenchmarkDotNet.Attributes;
using CodeHollow.FeedReader;
using Digest.Feeds;

namespace Digest.Benchmarks;

/// <summary>
/// Feeds from bytes to stories, beside the parser alone. <c>DIGEST_FEEDS</c> names a folder of feeds; without it the sample's are read.
/// </summary>
[MemoryDiagnoser]
public class ReadingFeeds
{
    private readonly Uri _address = new("https://example.org/");
    private byte[][] _feeds = [];

    /// <summary>Reads the files, those that the parser alone can read.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var folder = Environment.GetEnvironmentVariable("DIGEST_FEEDS") ?? Sample.Folder("seeds/feeds");
        _feeds = [.. Directory.GetFiles(folder, "*.xml").Select(File.ReadAllBytes)];
    }

    /// <summary>CodeHollow.FeedReader alone.</summary>
    [Benchmark(Baseline = true)]
    public int TheParserAlone() => _feeds.Sum(feed => FeedReader.ReadFromByteArray(feed).Items.Count);

    /// <summary>The whole reading: encoding, mending, parsing, text, links, dates.</summary>
    [Benchmark]
    public int Digest() => _feeds.Sum(feed => FeedParser.Parse(feed, null, _address).Stories.Count);
}
