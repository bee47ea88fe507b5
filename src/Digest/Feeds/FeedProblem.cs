using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Digest.News;

namespace Digest.Feeds;

/// <summary>What went wrong with a fetch, as one of the known problems.</summary>
internal static class FeedProblem
{
    // A server may ask for a day of rest; what asks for more is a mistake.
    private static readonly TimeSpan _longestWait = TimeSpan.FromDays(1);

    // What a server gets that says "too many requests" and not for how long.
    private static readonly TimeSpan _usualWait = TimeSpan.FromMinutes(10);

    public static Problem Timeout(Uri feed, TimeSpan timeout) =>
        new(ProblemKind.FeedTimeout, FeedAddress.Shown(feed), string.Create(CultureInfo.InvariantCulture, $"{timeout.TotalSeconds:0.##} seconds"));

    public static Problem TooLarge(Uri feed, FetchOptions options) =>
        new(ProblemKind.FeedTooLarge, FeedAddress.Shown(feed), Size(options.MaxSize));

    public static Problem Redirect(Uri feed, string target, string cause) =>
        new(ProblemKind.FeedRedirect, FeedAddress.Shown(feed), target, Cause: cause);

    /// <summary>What a status other than success says (RFC 9110, 15; RFC 6585, 4).</summary>
    public static Problem Status(Uri feed, HttpResponseMessage answer, DateTimeOffset? retryAt)
    {
        var status = $"{(int)answer.StatusCode} {answer.ReasonPhrase}".TrimEnd();
        var where = FeedAddress.Shown(feed);
        return answer.StatusCode switch
        {
            HttpStatusCode.NotFound => new(ProblemKind.FeedNotFound, where, status),
            HttpStatusCode.Gone => new(ProblemKind.FeedGone, where, status),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(ProblemKind.FeedForbidden, where, status),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                new(ProblemKind.FeedBusy, where, status, retryAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? ""),
            _ => new(ProblemKind.FeedStatus, where, status),
        };
    }

    /// <summary>When a server that is busy wants to be asked again (RFC 9110, 10.2.3; RFC 6585, 4), or null where it is not, or doesn't say.</summary>
    public static DateTimeOffset? RetryAt(HttpResponseMessage answer, DateTimeOffset now)
    {
        if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
        {
            return null;
        }

        var asked = answer.Headers.RetryAfter?.Delta ?? answer.Headers.RetryAfter?.Date - now
            ?? (answer.StatusCode == HttpStatusCode.TooManyRequests ? _usualWait : null);
        return asked is not { } wait || wait <= TimeSpan.Zero ? null : now + (wait < _longestWait ? wait : _longestWait);
    }

    /// <summary>What a failure below HTTP means.</summary>
    public static Problem Connection(Uri feed, Exception failure)
    {
        if (Inner<PrivateAddressException>(failure) is { } hidden)
        {
            return new(ProblemKind.FeedPrivate, FeedAddress.Shown(feed), hidden.Address.ToString(), Cause: failure.Message);
        }

        var kind = failure switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => ProblemKind.FeedHostUnknown,
            _ when Inner<AuthenticationException>(failure) is not null => ProblemKind.FeedCertificate,
            _ when Inner<SocketException>(failure)?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData => ProblemKind.FeedHostUnknown,
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => ProblemKind.FeedCertificate,
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => ProblemKind.FeedUnreachable,
            _ => ProblemKind.FeedCutOff,
        };
        return new(kind, FeedAddress.Shown(feed), Cause: failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message);
    }

    private static T? Inner<T>(Exception? failure)
        where T : Exception
    {
        while (failure is not null and not T)
        {
            failure = failure.InnerException;
        }

        return (T?)failure;
    }

    private static string Size(long bytes) =>
        bytes >= 1024 * 1024
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.##} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.##} kB");
}
