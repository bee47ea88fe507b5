using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Digest.Tests.Infra;

/// <summary>One request as it came over the wire.</summary>
public sealed record FeedRequest(string Path, IReadOnlyDictionary<string, string> Headers, int Connection);

/// <summary>
/// A web server on this machine that does exactly what a test tells it, good or bad: it knows no HTTP beyond what the test
/// writes, so it can hang, break off, and lie about lengths.
/// </summary>
public sealed class FeedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<string, Func<FeedRequest, Stream, CancellationToken, Task>> _pages = new();
    private int _connections;
    private int _open;

    public FeedServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every request so far, in the order in which they came.</summary>
    public ConcurrentQueue<FeedRequest> Requests { get; } = new();

    /// <summary>The most requests that were being answered at once.</summary>
    public int MostAtOnce { get; private set; }

    public Uri At(string path) => new($"http://127.0.0.1:{Port}{path}");

    /// <summary>Answers a path with a body, and headers each as <c>Name: value</c>.</summary>
    public FeedServer Serves(string path, string body, params string[] headers) =>
        Answers(path, _ => Response("200 OK", Encoding.UTF8.GetBytes(body), headers));

    /// <summary>Answers a path with a status alone.</summary>
    public FeedServer Says(string path, string status, params string[] headers) => Answers(path, _ => Response(status, [], headers));

    /// <summary>Answers a path with whatever bytes the test makes of the request.</summary>
    public FeedServer Answers(string path, Func<FeedRequest, byte[]> answer) =>
        Does(path, async (request, stream, token) => await stream.WriteAsync(answer(request), token));

    /// <summary>Does on a path whatever the test does; the connection is closed after it.</summary>
    public FeedServer Does(string path, Func<FeedRequest, Stream, CancellationToken, Task> act)
    {
        _pages[path] = act;
        return this;
    }

    public static byte[] Response(string status, byte[] body, params string[] headers)
    {
        var head = $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n";
        return [.. Encoding.Latin1.GetBytes(head), .. body];
    }

    public void Dispose()
    {
        if (!_ending.IsCancellationRequested)
        {
            _ending.Cancel();
            _listener.Dispose();
            _ending.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                _ = TalkAsync(client, Interlocked.Increment(ref _connections), _ending.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client, int connection, CancellationToken token)
    {
        using var _ = client;
        var open = Interlocked.Increment(ref _open);
        lock (_listener)
        {
            MostAtOnce = Math.Max(MostAtOnce, open);
        }

        try
        {
            var stream = client.GetStream();
            if (await RequestAsync(stream, connection, token) is { } request)
            {
                Requests.Enqueue(request);
                var act = _pages.GetValueOrDefault(request.Path)
                    ?? ((_, s, t) => s.WriteAsync(Response("404 Not Found", []), t).AsTask());
                await act(request, stream, token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The client hung up, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static async Task<FeedRequest?> RequestAsync(NetworkStream stream, int connection, CancellationToken token)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, false, 1024, leaveOpen: true);
        if (await reader.ReadLineAsync(token) is not { } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(token) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new FeedRequest(first.Split(' ')[1], headers, connection);
    }
}
