using System.Net;

namespace Digest.Feeds;

/// <summary>Makes the one <see cref="HttpClient"/> that fetches every feed.</summary>
public static class FeedClient
{
    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A client that says honestly what it is, takes gzip, brotli and deflate, speaks HTTP/2 where that is offered, keeps
    /// no cookies, opens no connection to a private network for a feed that lies on a public one, and leaves redirects to
    /// <see cref="FeedFetcher"/>, which judges each.
    /// </summary>
    /// <param name="options">How feeds are fetched.</param>
    /// <returns>The client; whoever asked for it disposes of it.</returns>
    public static HttpClient Create(FetchOptions options)
    {
#pragma warning disable CA2000 // The client owns its handlers and disposes of them.
        var open = Handler(options);
        var guarded = options.AllowPrivateNetworks ? open : Handler(options);
        if (guarded != open)
        {
            guarded.ConnectCallback = PrivateNetwork.ConnectAroundAsync;
        }

        var client = new HttpClient(new TwoNetworksHandler(guarded, open), disposeHandler: true)
#pragma warning restore CA2000
        {
            // The fetcher holds each feed to its own time, the body included.
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"digest/{Version()}");
        client.DefaultRequestHeaders.Accept.ParseAdd(
            "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, "
            + "application/json;q=0.8, */*;q=0.5");
        return client;
    }

    private static SocketsHttpHandler Handler(FetchOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = options.Timeout > TimeSpan.Zero && options.Timeout < _connectTimeout ? options.Timeout : _connectTimeout,
        MaxResponseHeadersLength = 64,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static string Version() => typeof(FeedClient).Assembly.GetName().Version?.ToString(3) ?? "0";
}
