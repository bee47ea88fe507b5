using Digest.News;

namespace Digest.Cli;

/// <summary>What the program returns.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Incomplete = 1;
    public const int Usage = 2;
    public const int Held = 3;
    public const int Interrupted = 130;

    public static int Of(RunResult result) => result switch
    {
        RunResult.Done => Done,
        RunResult.Interrupted => Interrupted,
        _ => Incomplete,
    };

    public static int Of(ProblemException problem) => problem.Problems.Any(each => each.Kind == ProblemKind.LedgerHeld) ? Held : Usage;
}
