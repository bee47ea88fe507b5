namespace Digest.Cli;

/// <summary>What the program finds around it: where it writes, who is there, and the time.</summary>
public sealed record Surroundings
{
    /// <summary>Standard output.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The clock that <c>--now</c> stands in for.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether standard error is a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether nobody is there: no terminal at all, and none named in the environment, as cron and systemd start a program.</summary>
    public bool IsUnattended { get; init; }

    /// <summary>Whether the environment asks for no colours (no-color.org).</summary>
    public bool HasNoColor { get; init; }

    /// <summary>Looks around this process.</summary>
    /// <returns>What is there.</returns>
    public static Surroundings OfThisProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        IsTerminal = !Console.IsErrorRedirected,
        IsUnattended = Console.IsErrorRedirected && Console.IsOutputRedirected && Console.IsInputRedirected
            && !OperatingSystem.IsWindows() && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TERM")),
        HasNoColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };
}
