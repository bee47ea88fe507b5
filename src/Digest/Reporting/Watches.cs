using System.Globalization;
using Digest.News;
using Spectre.Console;

namespace Digest.Reporting;

/// <summary>Who watches a run: a person at a terminal, a log, or nobody.</summary>
public static class Watches
{
    /// <summary>Runs something with whoever watches.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="manner">How much is said, and to whom.</param>
    /// <param name="log">The log, or null.</param>
    /// <param name="work">What to run; it reports each event as it happens.</param>
    /// <returns>What it returned.</returns>
    public static async Task<T> RunAsync<T>(Manner manner, LogFile? log, Func<IProgress<RunEvent>, Task<T>> work)
    {
        if (!manner.IsTerminal || manner.IsQuiet || manner.IsVerbose)
        {
            return await work(new Lines(value =>
            {
                log?.Report(value);
                if (manner.IsVerbose)
                {
                    manner.Error.WriteLine(Plain.Of(Narration.Of(value)));
                }
            }));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(manner.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = manner.IsColored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new CountColumn(), new SpinnerColumn())
            .StartAsync(context => work(new Bars(context, log)));
    }

    private sealed class Lines(Action<RunEvent> tell) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => tell(value);
    }

    private sealed class Bars(ProgressContext context, LogFile? log) : IProgress<RunEvent>
    {
        private ProgressTask? _current;

        public void Report(RunEvent value)
        {
            log?.Report(value);
            switch (value)
            {
                case GatherStarted gather:
                    _current = context.AddTask("Fetching feeds", maxValue: Math.Max(1, gather.Feeds));
                    break;
                case DeliverStarted deliver:
                    _current = context.AddTask("Sending", maxValue: deliver.Mails);
                    break;
                case FeedDone or MailDone:
                    _current?.Increment(1);
                    break;
                default:
                    break;
            }
        }
    }

    private sealed class CountColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(string.Create(CultureInfo.InvariantCulture, $"{task.Value:N0} of {task.MaxValue:N0}"));
    }
}
