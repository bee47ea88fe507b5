using System.CommandLine;
using Digest.News;
using Digest.Reporting;

namespace Digest.Cli;

/// <summary>The command line: parses it, runs the command, returns the exit code.</summary>
public static class App
{
    // After Ctrl-C what is in flight has ten seconds to finish; then the process ends whatever it is doing.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(12);

    /// <summary>Runs one call of the program.</summary>
    /// <param name="args">Its arguments.</param>
    /// <param name="surroundings">What is around it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Surroundings surroundings)
    {
        var root = new RootCommand("Emails a daily digest of the topics you follow.");
        GlobalOptions.AddTo(root);
        root.Add(InitCommand.Create(surroundings));
        root.Add(RunCommand.Create(surroundings));
        root.Add(SendCommand.Create(surroundings));
        root.Add(PreviewCommand.Create(surroundings));
        root.Add(FetchCommand.Create(surroundings));
        root.Add(FeedsCommand.Create(surroundings));
        root.Add(TopicsCommand.Create(surroundings));
        root.Add(SubscribersCommand.Create(surroundings));
        root.Add(StatusCommand.Create(surroundings));
        root.Add(HistoryCommand.Create(surroundings));
        root.Add(DoctorCommand.Create(surroundings));
        root.Add(TemplatesCommand.Create(surroundings));

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var screen = new Screen(new Manner { Output = surroundings.Output, Error = surroundings.Error });
            foreach (var error in parsed.Errors)
            {
                screen.Problem(new Problem(ProblemKind.Usage, Subject: error.Message));
            }

            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = _grace,
        });
    }
}
