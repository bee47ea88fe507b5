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

    private static readonly Argument<string> _page = new("URL") { Description = "A web page's address" };

    public static Command Create(Surroundings surroundings)
    {
        var show = new Command("show", "Read feed files or addresses and show their stories") { _sources };
        show.SetAction(Invocation.Action(surroundings, Show));
        var find = new Command("find", "Look for the feeds that a page announces") { _page };
        find.SetAction(Invocation.Action(surroundings, FindAsync));
        return new Command("feeds", "Look at feeds") { show, find };
    }

    private static async Task<int> Show(Invocation call, CancellationToken cancellation)
    {
        var sources = (call.Parsed.GetValue(_sources) ?? []).Select(source => (Text: source, Address: AddressOf(source))).ToList();
        var options = OptionsOf(call);
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

    private static async Task<int> FindAsync(Invocation call, CancellationToken cancellation)
    {
        var given = call.Parsed.GetRequiredValue(_page);
        var text = given.Contains("://", StringComparison.Ordinal) ? given : $"https://{given}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https"))
        {
            throw new ProblemException(new Problem(ProblemKind.Usage, Subject: $"\"{given}\" is no web address", Hint: "Write it as https://example.org"));
        }

        var options = OptionsOf(call);
        using var http = FeedClient.Create(options);
        var found = await new FeedFinder(http, options).FindAsync(page, call.Surroundings.Clock.GetUtcNow(), cancellation);
        foreach (var (url, document) in found)
        {
            if (call.Manner.IsJson)
            {
                JsonReport.Write(call.Manner.Output, url.OriginalString, document, null);
            }
            else
            {
                call.Screen.Result($"{url.OriginalString}  {document.Format}, {Screen.Count(document.Stories.Count, "story", "stories")}, \"{document.Title}\"");
            }
        }

        if (found.Count == 0)
        {
            call.Screen.Next($"No feed was found at {page.OriginalString}.");
        }

        return found.Count > 0 ? ExitCode.Done : ExitCode.Incomplete;
    }

    private static FetchOptions OptionsOf(Invocation call) =>
        call.Parsed.GetValue(GlobalOptions.Config) is null ? new FetchOptions() : Wiring.FetchOptionsOf(Wiring.SettingsOf(call));

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
