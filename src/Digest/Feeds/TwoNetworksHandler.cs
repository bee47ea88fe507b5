namespace Digest.Feeds;

/// <summary>
/// Sends requests that may reach a private network over connections of their own, so that no other request ever goes over
/// a connection that was opened for one of these.
/// </summary>
internal sealed class TwoNetworksHandler(SocketsHttpHandler guarded, SocketsHttpHandler open) : HttpMessageHandler
{
    private static readonly HttpRequestOptionsKey<bool> _isMeant = new("digest.private");

    private readonly HttpMessageInvoker _guarded = new(guarded);
    private readonly HttpMessageInvoker _open = new(open);

    /// <summary>Lets a request reach a private network.</summary>
    public static void Allow(HttpRequestMessage request) => request.Options.Set(_isMeant, true);

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (request.Options.TryGetValue(_isMeant, out var isMeant) && isMeant ? _open : _guarded).SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _guarded.Dispose();
            _open.Dispose();
        }

        base.Dispose(disposing);
    }
}
