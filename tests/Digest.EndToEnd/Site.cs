namespace Digest.EndToEnd;

/// <summary>The sample's feeds on a real web server, and a configuration that reads them there.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Morning = "2023-09-05T07:00:00+09:00";

    private readonly TempFolder _folder;
    private readonly Server _nginx;
    private readonly int _port;

    private Site(TempFolder folder, Server nginx, int port)
    {
        _folder = folder;
        _nginx = nginx;
        _port = port;
    }

    public string Folder => _folder.Path;

    public string AccessLog => System.IO.File.ReadAllText(_folder.File("access.log"));

    public static async Task<Site> OpenAsync()
    {
        var nginx = Installed.Nginx;
        var folder = new TempFolder();
        var port = Server.FreePort();
        foreach (var feed in Directory.GetFiles(Path.Combine(TheProgram.Root, "seeds", "feeds")))
        {
            System.IO.File.Copy(feed, folder.File($"www/{Path.GetFileName(feed)}"));
        }

        var temporary = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {folder.Path}/{kind};\n"));
        folder.Write("nginx.conf", $$"""
            daemon off;
            pid {{folder.Path}}/nginx.pid;
            error_log {{folder.Path}}/error.log;
            user {{Environment.UserName}};
            events {}
            http {
              access_log {{folder.Path}}/access.log;
              {{temporary}}
              server { listen 127.0.0.1:{{port}}; root {{folder.Path}}/www; }
            }
            """);
        return new Site(folder, await Server.StartAsync(nginx, port, folder.Path, "-c", folder.File("nginx.conf")), port);
    }

    public string File(string name) => _folder.File(name);

    public void Configure(int smtpPort, params string[] moreFeeds)
    {
        string[] feeds = [.. Directory.GetFiles(_folder.File("www")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!, .. moreFeeds];
        _folder.Write("digest.toml", $"""
            from = "Daily Digest <digest@example.org>"
            timezone = "Asia/Seoul"
            [smtp]
            host = "127.0.0.1"
            port = {smtpPort}
            security = "none"
            [[topics]]
            name = "North Korea"
            feeds = [{string.Join(", ", feeds.Select(feed => $"\"http://127.0.0.1:{_port}/{feed}\""))}]
            include = ["north korea", "pyongyang", "kim jong un"]
            max_age = "16d"
            max_stories = 8
            [[subscribers]]
            email = "reader@example.org"
            topics = ["North Korea"]
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        _folder.Dispose();
    }
}
