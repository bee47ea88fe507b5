using Digest.News;

namespace Digest.Steps;

/// <summary>Writes down what happens in a run, passes it on to whoever watches, and makes the report of it.</summary>
/// <param name="watch">Who watches.</param>
internal sealed class Minutes(IProgress<RunEvent> watch) : IProgress<RunEvent>
{
    // A report names as many messages of each kind; the ledger knows them all.
    private const int MostNamed = 1000;

    private readonly Lock _gate = new();
    private readonly List<RunEvent> _events = [];
    private int _sent;
    private int _notSent;
    private int _newlyNotSent;
    private bool _isNews;

    public void Report(RunEvent value)
    {
        // Feeds and connections report from threads of their own.
        lock (_gate)
        {
            _isNews |= value is DeliveryExpired;
            if (value is not MailDone mail || IsNamed(mail))
            {
                _events.Add(value);
            }

            watch.Report(value);
        }
    }

    public RunReport ToReport(string command, RunPlan plan, int pending, bool wasInterrupted)
    {
        var place = plan.Topics.SelectMany(topic => topic.Feeds).Distinct().Index().ToDictionary(feed => feed.Item, feed => feed.Index);
        var feeds = Of<FeedDone>().OrderBy(feed => place[feed.Result.State.Url]).ToList();
        var problems = Of<ProblemMet>().ConvertAll(met => met.Problem);
        var noneRead = feeds.Count > 0 && feeds.TrueForAll(feed => feed.Result is FeedFailed);
        var isIncomplete = noneRead || problems.Count > 0 || _isNews;
        return new RunReport
        {
            Command = command,
            Now = plan.Now,
            Result = wasInterrupted ? RunResult.Interrupted : isIncomplete ? RunResult.Incomplete : RunResult.Done,
            Feeds = feeds,
            Editions = Of<EditionFrozen>(),
            NoNews = Of<NoNews>(),
            Sent = _sent,
            NotSent = _notSent,
            Mails = Of<MailDone>(),
            Expired = [.. Of<DeliveryExpired>().Select(expired => expired.Recipient)],
            Pending = pending,
            Problems = problems,
        };
    }

    private bool IsNamed(MailDone mail)
    {
        if (mail.Outcome is Accepted)
        {
            return ++_sent <= MostNamed;
        }

        _notSent++;
        _isNews |= mail.IsNews;
        return mail.IsNews ? ++_newlyNotSent <= MostNamed : _notSent - _newlyNotSent <= MostNamed;
    }

    private List<T> Of<T>() => [.. _events.OfType<T>()];
}
