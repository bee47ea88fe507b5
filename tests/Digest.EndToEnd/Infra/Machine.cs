using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Digest.EndToEnd.Infra;

/// <summary>What the machine has: its programs and its ports.</summary>
internal static class Machine
{
    /// <summary>The path of a server's program; where it is missing the test is skipped, or fails when all are required.</summary>
    public static string Program(string path, string package)
    {
        var reason = $"{Path.GetFileName(path)} is not installed: apt-get install {package}";
        return File.Exists(path) ? path : throw Missing(reason);
    }

    /// <summary>Some servers start only as root.</summary>
    public static void NeedsRoot(string server)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw Missing($"{server} starts only as root: sudo dotnet test tests/Digest.EndToEnd");
        }
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a program that stays, its output where ours goes.</summary>
    public static Process Start(string path, params string[] arguments) => Process.Start(path, arguments);

    /// <summary>Runs a program that does its work and ends well.</summary>
    public static void Run(string path, params string[] arguments)
    {
        using var process = Process.Start(path, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Ends a program by SIGTERM, so that it ends what it has started itself.</summary>
    public static void Terminate(Process process)
    {
        using (process)
        {
            if (!process.HasExited)
            {
                Run("kill", "-TERM", $"{process.Id}");
                process.WaitForExit();
            }
        }
    }

    /// <summary>What to throw where something is missing: the test is skipped, or fails when all are required.</summary>
    public static InvalidOperationException Missing(string reason)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("DIGEST_SERVERS") == "required", reason);
        return new InvalidOperationException(reason);
    }
}
