using System.Diagnostics;

namespace Digest.EndToEnd.Infra;

/// <summary>What a run of the program left.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error);

/// <summary>The program under test as a process: the native one that DIGEST_NATIVE names, else the one built beside the tests.</summary>
internal static class DigestProgram
{
    private static readonly string[] _kept = ["PATH", "HOME"];

    /// <summary>Runs the program to its end, as someone at a shell.</summary>
    public static Task<Ended> RunAsync(string folder, params string[] arguments) => ToEndAsync(Start(folder, false, arguments));

    /// <summary>Runs the program to its end, with more in its environment.</summary>
    public static Task<Ended> RunWithAsync(IReadOnlyDictionary<string, string> environment, string folder, params string[] arguments)
    {
        var start = StartInfo(folder, false, arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return ToEndAsync(Start(start));
    }

    /// <summary>Runs the program to its end as cron would: no terminal, nothing in the environment.</summary>
    public static Task<Ended> RunUnattendedAsync(string folder, params string[] arguments) => ToEndAsync(Start(folder, true, arguments));

    /// <summary>Starts the program; the process is the caller's to end.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(folder, false, arguments);

    /// <summary>Starts the program with a limit on the size of any file that it writes (ulimit -f), without being killed for it.</summary>
    public static Process StartWithin(string folder, int kilobytes, params string[] arguments)
    {
        var start = StartInfo(folder, false, arguments);
        start.ArgumentList.Insert(0, start.FileName);
        foreach (var part in (string[])["bash", $"trap '' XFSZ; ulimit -f {kilobytes}; exec \"$@\"", "-c"])
        {
            start.ArgumentList.Insert(0, part);
        }

        start.FileName = "/bin/bash";

        // .NET's own memory is files too, unless this is set.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Start(start);
    }

    /// <summary>Reads what the process says until it ends.</summary>
    /// <param name="process">The process.</param>
    /// <param name="instant">When it is killed, by SIGKILL; null: never.</param>
    public static async Task<Ended> ToEndAsync(Process process, Task? instant = null)
    {
        using (process)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(40));
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(limit.Token);
                var error = process.StandardError.ReadToEndAsync(limit.Token);
                var exit = process.WaitForExitAsync(limit.Token);
                if (instant is not null)
                {
                    await Task.WhenAny(exit, instant);
                    process.Kill();
                }

                await exit;
                return new Ended(process.ExitCode, await output, await error);
            }
            finally
            {
                process.Kill();
            }
        }
    }

    private static Process Start(string folder, bool isUnattended, string[] arguments) => Start(StartInfo(folder, isUnattended, arguments));

    private static Process Start(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static ProcessStartInfo StartInfo(string folder, bool isUnattended, string[] arguments)
    {
        var native = Environment.GetEnvironmentVariable("DIGEST_NATIVE");
        var start = native is { Length: > 0 }
            ? new ProcessStartInfo(Path.GetFullPath(native), arguments)
            : new ProcessStartInfo(DotNet(), [Path.Combine(AppContext.BaseDirectory, "digest.dll"), .. arguments]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Clear();
        if (!isUnattended)
        {
            // Without it, and without a terminal, the program takes itself for a cron job.
            start.Environment["TERM"] = "dumb";
            foreach (var name in _kept)
            {
                start.Environment[name] = Environment.GetEnvironmentVariable(name);
            }
        }

        return start;
    }

    private static string DotNet() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);
}
