using System.Net;
using System.Net.Sockets;
using Digest.News;

namespace Digest.Smtp;

/// <summary>From a server's name to a connected socket.</summary>
internal static class Dialling
{
    /// <summary>Connects to the first of the server's addresses that answers.</summary>
    /// <param name="server">Which server.</param>
    /// <param name="cancellation">Gives up at once.</param>
    /// <returns>The socket.</returns>
    /// <exception cref="ProblemException">Nobody answers, or a password would go there unprotected.</exception>
    public static async Task<Socket> DialAsync(Server server, CancellationToken cancellation)
    {
        var options = server.Options;
        var addresses = await ResolveAsync(options, cancellation);
        if (options is { Security: SmtpSecurity.None, Username: not null } && !addresses.All(IPAddress.IsLoopback))
        {
            throw new ProblemException(new Problem(ProblemKind.SmtpPlainPassword, options.Where));
        }

        Exception? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            using var patience = new CancellationTokenSource(options.Timeout, server.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            try
            {
                await socket.ConnectAsync(address, options.Port, either.Token);
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                cancellation.ThrowIfCancellationRequested();
                last = e;
            }
        }

        throw Unreachable(options, last);
    }

    private static async Task<IPAddress[]> ResolveAsync(SmtpOptions options, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(options.Host, cancellation);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw Unreachable(options, e);
        }
    }

    private static ProblemException Unreachable(SmtpOptions options, Exception? inner) =>
        new(new Problem(ProblemKind.SmtpUnreachable, options.Where, Cause: inner?.Message), inner);
}
