using System.Text.Json;
using Digest.News;

namespace Digest.Smtp;

/// <summary>How access tokens are got with a refresh token (RFC 6749, 6).</summary>
/// <param name="Endpoint">The authorization server's token endpoint.</param>
/// <param name="ClientId">Who asks.</param>
/// <param name="ClientSecret">How it proves that; null: it can't.</param>
/// <param name="RefreshToken">What the user once granted.</param>
public sealed record OAuthOptions(Uri Endpoint, string ClientId, string? ClientSecret, string RefreshToken)
{
    /// <summary>The endpoint, and no secret.</summary>
    /// <returns>Its address, without any query.</returns>
    public override string ToString() => Endpoint.GetLeftPart(UriPartial.Path);
}

/// <summary>Gets access tokens, and keeps each until shortly before it expires.</summary>
/// <param name="http">The client to ask with.</param>
/// <param name="options">Whom to ask, and with what.</param>
/// <param name="clock">The clock that tokens expire by.</param>
public sealed class OAuthTokens(HttpClient http, OAuthOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private string? _token;
    private DateTimeOffset _until;

    /// <summary>Gives an access token; fits <see cref="SmtpOptions.AccessToken"/>. Several connections may ask at once.</summary>
    /// <param name="cancellation">Ends the asking.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ProblemException">There is none to be had.</exception>
    public async Task<string> GetAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_token is null || clock.GetUtcNow() >= _until)
            {
                (_token, var lifetime) = await AskAsync(cancellation);
                _until = clock.GetUtcNow() + lifetime - _margin;
            }

            return _token;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<(string Token, TimeSpan Lifetime)> AskAsync(CancellationToken cancellation)
    {
        try
        {
            using var form = new FormUrlEncodedContent(Form());
            using var response = await http.PostAsync(options.Endpoint, form, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("access_token", out var token) && token.GetString() is { Length: > 0 } given
                ? (given, Lifetime(json.RootElement))
                : throw Refused(Error(json.RootElement) ?? $"status {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException
            || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw Refused("no answer that makes sense", e);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        yield return new("grant_type", "refresh_token");
        yield return new("refresh_token", options.RefreshToken);
        yield return new("client_id", options.ClientId);
        if (options.ClientSecret is { } secret)
        {
            yield return new("client_secret", secret);
        }
    }

    private static TimeSpan Lifetime(JsonElement answer) =>
        answer.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt32(out var value)
            ? TimeSpan.FromSeconds(value)
            : _margin;

    /// <summary>The error's own words, or its code (RFC 6749, 5.2).</summary>
    private static string? Error(JsonElement answer) =>
        answer.ValueKind != JsonValueKind.Object ? null
        : answer.TryGetProperty("error_description", out var words) && words.ValueKind == JsonValueKind.String ? words.GetString()
        : answer.TryGetProperty("error", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString()
        : null;

    private ProblemException Refused(string why, Exception? inner = null) =>
        new(new Problem(ProblemKind.OAuthRefused, options.ToString(), why, Cause: inner?.Message), inner);
}
