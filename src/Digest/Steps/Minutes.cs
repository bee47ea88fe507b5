using Digest.News;

namespace Digest.Steps;

/// <summary>Writes down what happens in a run, passes it on to whoever watches, and makes the report of it.</summary>
/// <param name="watch">Who watches.</param>
internal sealed class Minutes(IProgress<RunEvent> watch) : IProgress<RunEvent>
{
    private readonly Lock _gate = new();
    private readonly List<RunEvent> _events = [];

    public void Report(RunEvent value)
    {
        // Feeds and connections report from threads of their own.
        lock (_gate)
        {
            _events.Add(value);
            watch.Report(value);
        }
    }

    public RunReport ToReport(string command, RunPlan plan, int pending, bool wasInterrupted)
    {
        var place = plan.Topics.SelectMany(topic => topic.Feeds).Distinct().Index().ToDictionary(feed => feed.Item, feed => feed.Index);
        var feeds = Of<FeedDone>().OrderBy(feed => place[feed.Result.State.Url]).ToList();
        var mails = Of<MailDone>();
        var problems = Of<ProblemMet>().ConvertAll(met => met.Problem);
        var noneRead = feeds.Count > 0 && feeds.TrueForAll(feed => feed.Result is FeedFailed);
        var isIncomplete = noneRead || problems.Count > 0 || mails.Exists(mail => mail.Outcome is not Accepted);
        return new RunReport
        {
            Command = command,
            Now = plan.Now,
            Result = wasInterrupted ? RunResult.Interrupted : isIncomplete ? RunResult.Incomplete : RunResult.Done,
            Feeds = feeds,
            Editions = Of<EditionFrozen>(),
            NoNews = Of<NoNews>(),
            Mails = mails,
            Expired = [.. Of<DeliveryExpired>().Select(expired => expired.Recipient)],
            Pending = pending,
            Problems = problems,
        };
    }

    private List<T> Of<T>() => [.. _events.OfType<T>()];
}
