using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Digest.EndToEnd.Infra;

/// <summary>Waits for something to be so, and not for ever.</summary>
internal static class Until
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    public static async Task True(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > _limit)
            {
                throw new TimeoutException($"waited in vain: {what}");
            }

            await Task.Delay(_pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for a server; one that never gets ready is ended.</summary>
    public static async Task<T> Ready<T>(T server, Func<Task> ready)
        where T : IDisposable
    {
        try
        {
            await ready();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public static Task Listening(int port, Process server) => True(
        () => server.HasExited ? throw new InvalidOperationException($"{server.StartInfo.FileName} ended at once") : IsListening(port),
        $"{server.StartInfo.FileName} listens on {port}");

    public static bool IsListening(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
