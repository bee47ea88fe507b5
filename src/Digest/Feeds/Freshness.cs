namespace Digest.Feeds;

/// <summary>How long an answer holds, and how long we let that hold us back.</summary>
internal static class Freshness
{
    // Under an hour, so that an hourly schedule finds the feed due every time.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(50);

    /// <summary>How long a server says that its answer holds (RFC 9111, 4.2.1), less the time it has been on its way; null where it doesn't say.</summary>
    public static TimeSpan? Of(HttpResponseMessage answer, DateTimeOffset now)
    {
        var control = answer.Headers.CacheControl;
        if (control is { NoCache: true } or { NoStore: true })
        {
            return null;
        }

        var stated = control?.MaxAge ?? answer.Content.Headers.Expires - (answer.Headers.Date ?? now);
        return stated - (answer.Headers.Age ?? TimeSpan.Zero);
    }

    /// <summary>When a feed may be asked for again, by what its server and it say; null: any time.</summary>
    public static DateTimeOffset? NextAt(DateTimeOffset now, TimeSpan? maxAge, TimeSpan? ttl)
    {
        var wait = (maxAge ?? TimeSpan.Zero) > (ttl ?? TimeSpan.Zero) ? maxAge : ttl;
        return wait is not { } asked || asked <= TimeSpan.Zero ? null : now + (asked < _longest ? asked : _longest);
    }
}
