using System.Net;
using System.Net.Sockets;

namespace Digest.Feeds;

/// <summary>Tells private networks from the public one (RFC 6890 and its registries), by the address that is dialled.</summary>
internal static class PrivateNetwork
{
    // Names that no public name server answers for (RFC 6761, 6762, 8375), and those that people give their own machines.
    private static readonly string[] _ownEndings = [".localhost", ".local", ".internal", ".home.arpa", ".lan", ".home", ".intranet", ".corp"];

    private static readonly IPNetwork[] _networks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/127", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>
    /// Whether an address is private by what it says itself, so that whoever configured it meant it. A public name that
    /// turns out to lead to a private network is not meant.
    /// </summary>
    public static bool IsMeant(Uri address)
    {
        var host = address.IdnHost;
        return IPAddress.TryParse(host, out var ip)
            ? IsPrivate(ip)
            : !host.Contains('.', StringComparison.Ordinal) || _ownEndings.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether an address is not one of the public network's.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        var plain = Embedded(address) ?? address;
        return _networks.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Connects to a host by its public addresses alone.</summary>
    /// <exception cref="PrivateAddressException">It has none.</exception>
    public static async ValueTask<Stream> ConnectAroundAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        if (!IsProxy(context))
        {
            var given = addresses;
            addresses = [.. addresses.Where(address => !IsPrivate(address))];
            if (addresses.Length == 0 && given.Length > 0)
            {
                throw new PrivateAddressException(given[0]);
            }
        }

#pragma warning disable CA2000 // The stream owns the socket.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A proxy is the choice of the machine's owner, wherever it lies.
    private static bool IsProxy(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage.RequestUri is { } target && HttpClient.DefaultProxy.GetProxy(target) is { } proxy
        && proxy != target && proxy.IdnHost.Equals(context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase);

    // The IPv4 address inside an IPv6 one: mapped, NAT64 (RFC 6052), 6to4 (RFC 3056).
    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 || bytes.AsSpan().StartsWith<byte>([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) ? new IPAddress(bytes[12..])
            : bytes is [0x20, 0x02, ..] ? new IPAddress(bytes[2..6])
            : null;
    }
}

/// <summary>A host has no other addresses than private ones.</summary>
/// <param name="address">The first of them.</param>
internal sealed class PrivateAddressException(IPAddress address) : IOException($"{address} is an address of a private network")
{
    /// <summary>The address.</summary>
    public IPAddress Address { get; } = address;
}
