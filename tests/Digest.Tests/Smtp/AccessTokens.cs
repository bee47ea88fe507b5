using System.Net;
using Digest.News;
using Digest.Smtp;

namespace Digest.Tests.Smtp;

public sealed class AccessTokens
{
    private static readonly OAuthOptions _options = new(new Uri("https://example.org/token?secret=no"), "digest", "hush", "granted");

    [Fact]
    public async Task A_token_shows_who_we_are()
    {
        await using var server = new SmtpServer { Certificate = TestAuthority.Loopback, Mechanisms = ["PLAIN", "XOAUTH2"] };
        var options = Mailing.To(server, SmtpSecurity.StartTls) with
        {
            Username = server.Username,
            AccessToken = _ => Task.FromResult(server.Password = "a.token"),
        };

        var mailing = await Mailing.DeliverAsync(options, [Mailing.Mail()]);

        Assert.Null(mailing.Problem);
        Assert.Equal(server.Username, Assert.Single(server.Mails).User);
    }

    [Fact]
    public async Task A_token_that_is_refused_stops_the_mailing()
    {
        await using var server = new SmtpServer { Certificate = TestAuthority.Loopback, Mechanisms = ["XOAUTH2"] };
        var options = Mailing.To(server, SmtpSecurity.StartTls) with { Username = "digest", AccessToken = _ => Task.FromResult("old") };

        var mailing = await Mailing.DeliverAsync(options, [Mailing.Mail()]);

        Assert.Equal(ProblemKind.SmtpAuthentication, mailing.Problem?.Kind);
    }

    [Fact]
    public async Task A_refresh_token_buys_an_access_token()
    {
        using var endpoint = new Endpoint("""{"access_token": "bought", "expires_in": 3600, "token_type": "Bearer"}""");
        using var http = new HttpClient(endpoint);
        using var tokens = new OAuthTokens(http, _options, new FixedClock(Mailing.Date));

        Assert.Equal("bought", await tokens.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["grant_type=refresh_token&refresh_token=granted&client_id=digest&client_secret=hush"], endpoint.Asked);
    }

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_it_expires()
    {
        using var endpoint = new Endpoint("""{"access_token": "bought", "expires_in": 3600}""");
        using var http = new HttpClient(endpoint);
        var clock = new FixedClock(Mailing.Date);
        using var tokens = new OAuthTokens(http, _options, clock);

        foreach (var minutes in (int[])[0, 30, 58, 59, 60])
        {
            clock.Now = Mailing.Date.AddMinutes(minutes);
            await tokens.GetAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, endpoint.Asked.Count);
    }

    [Theory]
    [InlineData("""{"error": "invalid_grant", "error_description": "Token was revoked."}""", "Token was revoked.")]
    [InlineData("""{"error": "invalid_client"}""", "invalid_client")]
    [InlineData("""{"access_token": ""}""", "status 400")]
    [InlineData("[]", "status 400")]
    [InlineData("<html>", "no answer that makes sense")]
    public async Task An_endpoint_that_gives_none_is_quoted(string answer, string why)
    {
        using var endpoint = new Endpoint(answer, HttpStatusCode.BadRequest);
        using var http = new HttpClient(endpoint);
        using var tokens = new OAuthTokens(http, _options, new FixedClock(Mailing.Date));

        var exception = await Assert.ThrowsAsync<ProblemException>(() => tokens.GetAsync(TestContext.Current.CancellationToken));

        var problem = Assert.Single(exception.Problems);
        Assert.Equal((ProblemKind.OAuthRefused, "https://example.org/token", why), (problem.Kind, problem.Where, problem.Subject));
    }

    private sealed class Endpoint(string answer, HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(status) { Content = new StringContent(answer) };
        }
    }
}
