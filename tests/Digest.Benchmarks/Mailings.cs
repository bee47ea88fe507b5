using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Digest.Benchmarks;

/// <summary>
/// Whole mailings by the native program into Postfix's smtp-sink, beside Postfix's smtp-source, which sends as many messages
/// of the same size over as many connections. The first run finds no server: it fetches, composes and freezes, and leaves
/// everything pending. The second sends it, and commits each outcome. Rounds run one after the other; the figures are medians.
/// </summary>
internal static class Mailings
{
    private const int Rounds = 3;

    /// <summary>Measures mailings of some sizes, and prints a table.</summary>
    /// <param name="counts">How many readers each; none: 10,000.</param>
    public static void Run(IEnumerable<string> counts)
    {
        Console.WriteLine("| readers | frozen in | sent in | messages/s | peak memory | smtp-source | ratio of rates |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var count in counts.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).DefaultIfEmpty(10_000))
        {
            var rounds = Enumerable.Range(0, Rounds).Select(_ => Round(count)).ToList();
            var (freeze, send, source) = (Median(rounds.Select(round => round.Freeze)), Median(rounds.Select(round => round.Send)), Median(rounds.Select(round => round.Source)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {count:N0} | {freeze:0.00} s | {send:0.00} s | {count / send:N0} | {rounds.Max(round => round.PeakBytes) / 1048576:N0} MB | {source:0.00} s | {source / send:0.00} |"));
        }
    }

    private static (double Freeze, double Send, long PeakBytes, double Source) Round(int count)
    {
        var folder = Directory.CreateTempSubdirectory("digest-mailings-").FullName;
        var port = FreePort();
        using var sink = Process.Start("/usr/sbin/smtp-sink", [.. Environment.IsPrivilegedProcess ? ["-u", "nobody"] : Array.Empty<string>(), $"127.0.0.1:{port}", "1000"]);
        try
        {
            AwaitListening(port);
            File.WriteAllText(Path.Combine(folder, "digest.toml"), Configuration(FreePort()));
            File.WriteAllLines(
                Path.Combine(folder, "readers.csv"), Enumerable.Range(0, count).Select(n => $"reader{n}@example.org,Reader {n}").Prepend("email,name"));
            var program = Environment.GetEnvironmentVariable("DIGEST_NATIVE") ?? Sample.Folder("artifacts/native/digest");
            Measure(folder, program, "subscribers", "import", "readers.csv", "--quiet");
            var freeze = Measure(folder, program, "run", "--quiet", "--now", "2023-09-05T07:00:00+09:00");
            File.WriteAllText(Path.Combine(folder, "digest.toml"), Configuration(port));
            var send = Measure(folder, program, "run", "--quiet", "--now", "2023-09-05T07:10:00+09:00");
            var source = Measure(folder, "/usr/sbin/smtp-source", "-d", "-s", "4", "-l", "30000", "-m", $"{count}", $"127.0.0.1:{port}");
            return freeze.ExitCode == 1 && send.ExitCode == 0 && source.ExitCode == 0
                ? (freeze.Seconds, send.Seconds, Math.Max(freeze.PeakBytes, send.PeakBytes), source.Seconds)
                : throw new InvalidOperationException($"exit codes {freeze.ExitCode}, {send.ExitCode}, {source.ExitCode}; expected 1, 0, 0");
        }
        finally
        {
            sink.Kill();
            sink.WaitForExit();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int ExitCode, double Seconds, long PeakBytes) Measure(string folder, string program, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        long peak = 0;
        while (!process.WaitForExit(5))
        {
            peak = Math.Max(peak, PeakOf(process));
        }

        return (process.ExitCode, clock.Elapsed.TotalSeconds, peak);
    }

    /// <summary>The system's own high-water mark; it is gone with the process.</summary>
    private static long PeakOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static string Configuration(int port) => $$"""
        from = "Daily Digest <digest@example.org>"
        timezone = "Asia/Seoul"
        [smtp]
        host = "127.0.0.1"
        port = {{port}}
        security = "none"
        [unsubscribe]
        url = "https://example.org/leave/{token}"
        [[topics]]
        name = "North Korea"
        feeds = [{{string.Join(", ", Directory.GetFiles(Sample.Folder("seeds/feeds")).Select(feed => $"'file:{feed}'"))}}]
        include = ["north korea", "pyongyang", "kim jong un"]
        max_stories = 20
        max_age = "16d"
        """;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void AwaitListening(int port)
    {
        for (var isThere = false; !isThere;)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                isThere = true;
            }
            catch (SocketException)
            {
                Thread.Yield();
            }
        }
    }
}
