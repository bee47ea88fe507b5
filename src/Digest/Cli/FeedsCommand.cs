using System.CommandLine;
using Digest.Feeds;
using Digest.News;
using Digest.Reporting;

namespace Digest.Cli;

/// <summary><c>digest feeds</c>: what feeds hold.</summary>
internal static class FeedsCommand
{
    private static readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "A feed's file or address",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create(Surroundings surroundings)
    {
        var show = new Command("show", "Read feed files or addresses and show their stories") { _sources };
        show.SetAction(Invocation.Action(surroundings, Show));
        return new Command("feeds", "Look at feeds") { show };
    }

    private static async Task<int> Show(Invocation call, CancellationToken cancellation)
    {
        var sources = (call.Parsed.GetValue(_sources) ?? []).Select(source => (Text: source, Address: AddressOf(source))).ToList();
        var options = call.Parsed.GetValue(GlobalOptions.Config) is null ? new FetchOptions() : Wiring.FetchOptionsOf(Wiring.SettingsOf(call));
        using var http = FeedClient.Create(options);
        var fetcher = new FeedFetcher(http, options);
        var results = new Dictionary<Uri, FetchResult>();
        var states = sources.Select(source => source.Address).Distinct().Select(address => new FeedState { Url = address }).ToList();
        await foreach (var result in fetcher.FetchAsync(states, call.Surroundings.Clock.GetUtcNow(), cancellation))
        {
            results[result.State.Url] = result;
        }

        foreach (var (text, address) in sources)
        {
            Print(call, text, results[address]);
        }

        return results.Values.Any(result => result is FeedRead) ? ExitCode.Done : ExitCode.Incomplete;
    }

    private static void Print(Invocation call, string source, FetchResult result)
    {
        var document = (result as FeedRead)?.Document;
        var problem = (result as FeedFailed)?.Problem;
        if (call.Manner.IsJson)
        {
            JsonReport.Write(call.Manner.Output, source, document, problem);
        }
        else if (document is not null)
        {
            FeedListing.Write(call.Manner.Output, source, document);
        }
        else if (problem is not null)
        {
            call.Screen.Problem(problem);
        }
    }

    private static Uri AddressOf(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "file"
            ? address
            : new Uri(Path.GetFullPath(source));
}
