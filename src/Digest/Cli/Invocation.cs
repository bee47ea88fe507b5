using System.CommandLine;
using Digest.News;
using Digest.Reporting;

namespace Digest.Cli;

/// <summary>One call of one command: what was given, how it speaks, and what becomes of what goes wrong.</summary>
internal sealed class Invocation : IDisposable
{
    private Invocation(ParseResult parsed, Surroundings surroundings)
    {
        Parsed = parsed;
        Surroundings = surroundings;
        Manner = new Manner
        {
            Output = surroundings.Output,
            Error = surroundings.Error,
            IsTerminal = surroundings.IsTerminal,
            IsUnattended = surroundings.IsUnattended,
            IsColored = surroundings.IsTerminal && !surroundings.HasNoColor && !parsed.GetValue(GlobalOptions.NoColor),
            IsQuiet = parsed.GetValue(GlobalOptions.Quiet),
            IsVerbose = parsed.GetValue(GlobalOptions.Verbose),
            IsJson = parsed.GetValue(GlobalOptions.Json),
        };
        Screen = new Screen(Manner);
    }

    public ParseResult Parsed { get; }

    public Surroundings Surroundings { get; }

    public Manner Manner { get; }

    public Screen Screen { get; }

    public LogFile? Log { get; private set; }

    /// <summary>Makes a command's action: expected problems become sentences and exit codes, a bug becomes one sentence.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Action(
        Surroundings surroundings, Func<Invocation, CancellationToken, Task<int>> command) => async (parsed, cancellation) =>
    {
        using var invocation = new Invocation(parsed, surroundings);
        try
        {
            if (parsed.GetValue(GlobalOptions.Log) is { } log)
            {
                invocation.Log = LogFile.Open(log, surroundings.Clock);
            }

            return await command(invocation, cancellation);
        }
        catch (ProblemException e)
        {
            invocation.Say(e.Problems);
            return ExitCode.Of(e);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The outermost place: whatever arrives here is our fault, and a person gets a sentence for it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            invocation.Screen.Bug(e);
            return ExitCode.Incomplete;
        }
    };

    public void Dispose() => Log?.Dispose();

    private void Say(IReadOnlyList<Problem> problems)
    {
        Screen.Problems(problems);
        foreach (var problem in problems)
        {
            Log?.Problem(problem);
        }
    }
}
