using System.CommandLine;

namespace Digest.Cli;

/// <summary>The options that every command takes.</summary>
internal static class GlobalOptions
{
    public static Option<string?> Config { get; } = new("--config")
    {
        Description = "The configuration (default: ./digest.toml, then the user's configuration folder)",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Tell each step, and technical causes", Recursive = true };

    public static Option<bool> Quiet { get; } = new("--quiet") { Description = "Say nothing but problems", Recursive = true };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print a report for programs on standard output", Recursive = true };

    public static Option<string?> Log { get; } = new("--log") { Description = "Add what happens to a file", HelpName = "FILE", Recursive = true };

    public static Option<string?> Now { get; } = new("--now")
    {
        Description = "Act as if it were then, such as 2026-11-24T07:00:00Z",
        HelpName = "TIME",
        Recursive = true,
    };

    public static Option<bool> NoColor { get; } = new("--no-color") { Description = "Use no colours", Recursive = true };

    public static void AddTo(Command root)
    {
        root.Add(Config);
        root.Add(Verbose);
        root.Add(Quiet);
        root.Add(Json);
        root.Add(Log);
        root.Add(Now);
        root.Add(NoColor);
    }
}
