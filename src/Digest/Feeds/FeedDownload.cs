using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Digest.News;
using Polly;
using Polly.Retry;

namespace Digest.Feeds;

/// <summary>Asks for one feed over HTTP: conditionally, within its time and size, following redirects, once more where that may help.</summary>
internal sealed class FeedDownload(HttpClient http, FetchOptions options, TimeProvider time)
{
    /// <summary>What is asked for (RFC 9110, 12.5.1); null: a feed.</summary>
    public string? Accept { get; init; }

    /// <summary>Whether a person chose the addresses, who may mean a private network; a feed that names one means no good.</summary>
    public bool IsChosen { get; init; } = true;

    private const int MostRedirects = 10;

    private readonly ResiliencePipeline<FeedAnswer> _retrying = new ResiliencePipelineBuilder<FeedAnswer> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<FeedAnswer>
        {
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(500),
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is FeedNoAnswer { IsPassing: true }),
        })
        .Build();

    /// <summary>Asks for a feed where it was last found, then where the configuration says, if it is not there any more.</summary>
    public async Task<FeedAnswer> AskAsync(FeedState feed, DateTimeOffset now, CancellationToken cancellation)
    {
        var answer = await AskAsync(feed, feed.MovedTo ?? feed.Url, now, cancellation);
        if (feed.MovedTo is null || answer is not FeedNoAnswer { Problem.Kind: not (ProblemKind.FeedBusy or ProblemKind.FeedTimeout) })
        {
            return answer with { MovedTo = answer.MovedTo ?? feed.MovedTo };
        }

        var original = await AskAsync(feed, feed.Url, now, cancellation);
        return original is FeedNoAnswer ? answer : original;
    }

    private async Task<FeedAnswer> AskAsync(FeedState feed, Uri address, DateTimeOffset now, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        FeedAnswer? last = null;
        try
        {
            return await _retrying.ExecuteAsync(async token => last = await TryAsync(feed, address, now, token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return last ?? new FeedNoAnswer(FeedProblem.Timeout(feed.Url, options.Timeout));
        }
    }

    private async Task<FeedAnswer> TryAsync(FeedState feed, Uri address, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            return await FollowAsync(feed, address, now, cancellation);
        }
        catch (TimeoutException stalled)
        {
            return new FeedNoAnswer(FeedProblem.Timeout(feed.Url, BoundedBody.Stall) with { Cause = stalled.Message });
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException)
        {
            var problem = FeedProblem.Connection(feed.Url, broken);
            return new FeedNoAnswer(problem) { IsPassing = problem.Kind is ProblemKind.FeedUnreachable or ProblemKind.FeedCutOff };
        }
    }

    private async Task<FeedAnswer> FollowAsync(FeedState feed, Uri start, DateTimeOffset now, CancellationToken cancellation)
    {
        var address = start;
        Uri? movedTo = null;
        var permanent = true;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            using var request = Request(feed, address);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (Redirect(answer) is not { } location)
            {
                return await ReadAsync(feed, answer, address, now, cancellation) with { MovedTo = movedTo, MaxAge = Freshness.Of(answer, now) };
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

    private HttpRequestMessage Request(FeedState feed, Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (Accept is not null)
        {
            request.Headers.Accept.ParseAdd(Accept);
        }

        if (feed.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (feed.LastModified is { } modified)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }

        // A password goes where the configuration sends it, and nowhere that a redirect leads.
        if (feed.Url.UserInfo.Length > 0 && Uri.Compare(address, feed.Url, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(feed.Url.UserInfo)));
            request.Headers.Authorization = new("Basic", credentials);
        }

        if (IsChosen && PrivateNetwork.IsMeant(feed.Url))
        {
            TwoNetworksHandler.Allow(request);
        }

        return request;
    }

    private static Uri? Redirect(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            ? answer.Headers.Location
            : null;

    private async Task<FeedAnswer> ReadAsync(
        FeedState feed, HttpResponseMessage answer, Uri address, DateTimeOffset now, CancellationToken cancellation)
    {
        if (answer.StatusCode == HttpStatusCode.NotModified && (feed.ETag ?? feed.LastModified) is not null)
        {
            return new FeedNotModified();
        }

        if (!answer.IsSuccessStatusCode)
        {
            var retryAt = FeedProblem.RetryAt(answer, now);
            return new FeedNoAnswer(FeedProblem.Status(feed.Url, answer, retryAt))
            {
                RetryAt = retryAt,
                IsPassing = answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
                    or HttpStatusCode.GatewayTimeout,
            };
        }

        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        return await BoundedBody.ReadAsync(stream, options.MaxSize, cancellation) is { } body
            ? new FeedBody(body, address)
            {
                ContentType = Raw(answer.Content.Headers, "Content-Type"),
                ETag = Raw(answer.Headers, "ETag"),
                LastModified = Raw(answer.Content.Headers, "Last-Modified"),
            }
            : new FeedNoAnswer(FeedProblem.TooLarge(feed.Url, options));
    }

    // As the server wrote it: a tag that breaks the grammar must go back just the same.
    private static string? Raw(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
