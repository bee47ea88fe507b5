namespace Digest.Feeds;

/// <summary>How feeds are fetched: what <c>[fetch]</c> in the configuration says.</summary>
public sealed record FetchOptions
{
    /// <summary>How many feeds are fetched at once at most.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>How long one feed may take, from the first look at its host name to the last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How large a feed may be, in bytes once decompressed.</summary>
    public long MaxSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether a feed on a public address may lead to one on a private network.</summary>
    public bool AllowPrivateNetworks { get; init; }
}
