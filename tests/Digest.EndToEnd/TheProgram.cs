using System.Diagnostics;

namespace Digest.EndToEnd;

/// <summary>The program as a process: the native one where <c>DIGEST_NATIVE</c> names it, else the one just built.</summary>
internal static class TheProgram
{
    public static string Root { get; } = RootFolder();

    public static Process Start(string folder, IEnumerable<string> args, bool isUnattended = false)
    {
        var native = Environment.GetEnvironmentVariable("DIGEST_NATIVE");
        string[] all = native is { Length: > 0 } ? [.. args] : [Path.Combine(AppContext.BaseDirectory, "digest.dll"), .. args];
        var start = new ProcessStartInfo(native is { Length: > 0 } ? native : "dotnet", all)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (isUnattended)
        {
            start.Environment.Remove("TERM");
        }
        else
        {
            start.Environment["TERM"] = "xterm";
        }

        return Process.Start(start)!;
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(string folder, bool isUnattended, params string[] args)
    {
        using var process = Start(folder, args, isUnattended);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    public static Task<(int Code, string Output, string Error)> RunAsync(string folder, params string[] args) => RunAsync(folder, false, args);

    private static string RootFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Digest.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Digest.sln above the tests");
        }

        return folder;
    }
}
