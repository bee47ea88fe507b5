using System.Net;
using System.Text;
using Digest.News;

namespace Digest.Feeds;

/// <summary>Asks for one feed over HTTP: conditionally, within its time and size, following redirects.</summary>
internal sealed class FeedDownload(HttpClient http, FetchOptions options)
{
    private const int MostRedirects = 10;

    /// <summary>Asks for a feed where it was last found.</summary>
    public async Task<FeedAnswer> AskAsync(FeedState feed, DateTimeOffset now, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        try
        {
            return await FollowAsync(feed, now, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new FeedNoAnswer(FeedProblem.Timeout(feed.Url, options));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException)
        {
            return new FeedNoAnswer(FeedProblem.Connection(feed.Url, broken));
        }
    }

    private async Task<FeedAnswer> FollowAsync(FeedState feed, DateTimeOffset now, CancellationToken cancellation)
    {
        var address = feed.MovedTo ?? feed.Url;
        Uri? movedTo = null;
        var permanent = true;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            using var request = Request(feed, address);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (Redirect(answer) is not { } location)
            {
                return await ReadAsync(feed, answer, address, movedTo, now, cancellation);
            }

            if (!Uri.TryCreate(address, location, out var target) || !FeedAddress.IsWeb(target))
            {
                return new FeedNoAnswer(FeedProblem.Redirect(feed.Url, location.ToString(), "not an address of the web"));
            }

            permanent &= answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
            movedTo = permanent ? target : movedTo;
            address = target;
        }

        return new FeedNoAnswer(FeedProblem.Redirect(feed.Url, FeedAddress.Shown(address), $"more than {MostRedirects} redirects"));
    }

    private static HttpRequestMessage Request(FeedState feed, Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (feed.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (feed.LastModified is { } modified)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }

        if (address.UserInfo.Length > 0 && address.Host == feed.Url.Host)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
            request.Headers.Authorization = new("Basic", credentials);
        }

        return request;
    }

    private static Uri? Redirect(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            ? answer.Headers.Location
            : null;

    private async Task<FeedAnswer> ReadAsync(
        FeedState feed, HttpResponseMessage answer, Uri address, Uri? movedTo, DateTimeOffset now, CancellationToken cancellation)
    {
        if (answer.StatusCode == HttpStatusCode.NotModified && (feed.ETag ?? feed.LastModified) is not null)
        {
            return new FeedNotModified(movedTo);
        }

        if (!answer.IsSuccessStatusCode)
        {
            var retryAt = FeedProblem.RetryAt(answer.Headers.RetryAfter, now);
            return new FeedNoAnswer(FeedProblem.Status(feed.Url, answer, retryAt), retryAt);
        }

        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        return await BoundedBody.ReadAsync(stream, options.MaxSize, cancellation) is { } body
            ? new FeedBody(body, address)
            {
                ContentType = Raw(answer.Content.Headers, "Content-Type"),
                ETag = Raw(answer.Headers, "ETag"),
                LastModified = Raw(answer.Content.Headers, "Last-Modified"),
                MovedTo = movedTo,
            }
            : new FeedNoAnswer(FeedProblem.TooLarge(feed.Url, options));
    }

    // As the server wrote it: a tag that breaks the grammar must go back just the same.
    private static string? Raw(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
