namespace Digest.News;

/// <summary>
/// Something wrong that a person can mend. It is a value: which of the known problems, where, and with what;
/// <c>Reporting</c> owns the sentence.
/// </summary>
/// <param name="Kind">Which of the known problems.</param>
/// <param name="Where">The address, or <c>file:line:column</c>, or server; empty where the kind says it all.</param>
/// <param name="Subject">What it is about: the key, the value, the server's reply.</param>
/// <param name="Hint">What would be right, where that is known.</param>
/// <param name="Cause">The technical cause, shown under <c>--verbose</c>.</param>
public sealed record Problem(ProblemKind Kind, string Where = "", string Subject = "", string Hint = "", string? Cause = null);

/// <summary>Stops a command: nothing further can be done until these are mended.</summary>
/// <param name="problems">What is wrong, all of it; at least one.</param>
/// <param name="inner">What raised it, if anything did.</param>
public sealed class ProblemException(IReadOnlyList<Problem> problems, Exception? inner = null)
    : Exception(problems[0].Kind.ToString(), inner)
{
    /// <summary>Stops a command for one reason.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="inner">What raised it, if anything did.</param>
    public ProblemException(Problem problem, Exception? inner = null)
        : this([problem], inner)
    {
    }

    /// <summary>What is wrong, all of it; at least one.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
