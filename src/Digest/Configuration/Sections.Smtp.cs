using Digest.News;

namespace Digest.Configuration;

/// <content>Who takes the mail.</content>
internal sealed partial class Sections
{
    private SmtpSettings? Smtp(TableReader? smtp)
    {
        if (smtp is null)
        {
            return null;
        }

        var transport = smtp.Text(
            "transport", "smtp", text => text is "smtp" or "sendmail" or "maildir" or "file", "\"smtp\", \"sendmail\", \"maildir\" or \"file\"");
        var security = smtp.Text("security", "starttls", text => text is "starttls" or "tls" or "none", "\"starttls\", \"tls\" or \"none\"");
        var host = transport == "smtp" ? smtp.Required("host", "host = \"smtp.example.org\"") : smtp.Text("host", "");
        if (host.Length > 0 && Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            problems.Add(ProblemKind.BadValue, smtp.Table.Entries["host"].Value, host, "a host's name alone, such as \"smtp.example.org\"; the port is a key of its own");
        }

        var settings = new SmtpSettings
        {
            Transport = transport,
            Host = host,
            Port = smtp.Number("port", 1, 65535, security switch { "tls" => 465, "none" => 25, _ => 587 }),
            Security = security,
            Username = SecretOf(smtp, "username", mayBePlain: true),
            Password = SecretOf(smtp, "password", mayBePlain: false),
            AccessToken = SecretOf(smtp, "access_token", mayBePlain: false),
            OAuth = OAuth(smtp.Inner("oauth")),
            Authority = SecretOf(smtp, "authority", mayBePlain: false),
            ClientCertificate = SecretOf(smtp, "client_certificate", mayBePlain: false),
            Connections = smtp.Number("connections", 1, 100, 4),
            MaxPerMinute = smtp.Number("max_per_minute", 0, 1_000_000, 0),
            Dkim = Dkim(smtp.Inner("dkim")),
            Program = smtp.Text("program", "/usr/sbin/sendmail"),
            Folder = Path.GetFullPath(Path.Combine(folder, transport is "maildir" or "file" ? smtp.Required("folder", "folder = \"outbox\"") : smtp.Text("folder", ""))),
        };
        smtp.Finish();
        return settings;
    }

    private OAuthSettings? OAuth(TableReader? oauth)
    {
        if (oauth is null)
        {
            return null;
        }

        const string Example = "endpoint = \"https://login.example.org/token\"";
        _ = oauth.Required("endpoint", Example);
        var endpoint = oauth.Read("endpoint", text => text.Length == 0 ? _none : Web(text) is { Scheme: "https" } web ? web : null, "an https address");
        var client = oauth.Required("client_id", "client_id = \"…\"");
        _ = oauth.Required("refresh_token", "refresh_token = \"env:DIGEST_REFRESH_TOKEN\"");
        var secret = SecretOf(oauth, "client_secret", mayBePlain: false);
        var token = SecretOf(oauth, "refresh_token", mayBePlain: false);
        oauth.Finish();
        return endpoint is null || token is null ? null : new OAuthSettings(endpoint, client, secret, token);
    }

    private DkimSettings? Dkim(TableReader? dkim)
    {
        if (dkim is null)
        {
            return null;
        }

        var domain = dkim.Required("domain", "domain = \"example.org\"");
        var selector = dkim.Required("selector", "selector = \"digest\"");
        _ = dkim.Required("key", "key = \"file:dkim.pem\"");
        var key = SecretOf(dkim, "key", mayBePlain: false);
        dkim.Finish();
        return key is null ? null : new DkimSettings(domain, selector, key);
    }

    private Secret? SecretOf(TableReader table, string key, bool mayBePlain)
    {
        var text = table.Text(key, "");
        if (text.Length == 0)
        {
            return null;
        }

        var at = table.Table.Entries[key].Value;
        if (!mayBePlain && !Secret.IsReference(text))
        {
            problems.Add(ProblemKind.PlainSecret, at);
        }

        return new Secret(text, problems.Where(at.Line, at.Column), folder);
    }
}
