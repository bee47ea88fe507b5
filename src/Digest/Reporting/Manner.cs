namespace Digest.Reporting;

/// <summary>How much is said, and to whom.</summary>
public sealed record Manner
{
    /// <summary>Where results go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where progress and problems go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person sees <see cref="Error"/> on a terminal: only there is progress drawn.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>
    /// Whether nobody is there at all, as when cron or systemd started it: then it is silent unless something is wrong
    /// that someone should know.
    /// </summary>
    public bool IsUnattended { get; init; }

    /// <summary>Whether to use colours.</summary>
    public bool IsColored { get; init; }

    /// <summary>Whether to say nothing but problems.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether to tell each step, and technical causes.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Whether to print a report for programs instead of results for people.</summary>
    public bool IsJson { get; init; }
}
