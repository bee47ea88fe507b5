using BenchmarkDotNet.Running;
using Digest.Benchmarks;

if (args is ["mailings", .. var counts])
{
    Mailings.Run(counts);
}
else
{
    BenchmarkSwitcher.FromTypes([typeof(ReadingFeeds), typeof(RenderingEditions)]).Run(args);
}
