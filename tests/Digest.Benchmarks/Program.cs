using BenchmarkDotNet.Running;
using Digest.Benchmarks;

BenchmarkSwitcher.FromTypes([typeof(ReadingFeeds), typeof(RenderingEditions)]).Run(args);
