using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Digest.EndToEnd.Infra;

/// <summary>An SMTP server for one connection, that stops in the middle of the message and does something else.</summary>
internal sealed class HalfwayServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HalfwayServer() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Takes a message up to its middle.</summary>
    /// <param name="bytes">How many bytes of it to read.</param>
    /// <param name="then">What to do then, before the connection closes.</param>
    public async Task TakeHalfAsync(int bytes, Func<Task> then)
    {
        using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 loopback");
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line != "DATA")
        {
            await writer.WriteLineAsync("250 go on");
        }

        await writer.WriteLineAsync("354 go ahead");
        await reader.ReadBlockAsync(new char[bytes], TestContext.Current.CancellationToken);
        await then();
    }

    public void Dispose() => _listener.Dispose();
}
