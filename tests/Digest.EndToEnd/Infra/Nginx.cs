using System.Diagnostics;

namespace Digest.EndToEnd.Infra;

/// <summary>nginx on the loopback, serving a folder.</summary>
internal sealed class Nginx : IDisposable
{
    private readonly TempFolder _own = new();
    private readonly int _port = Machine.FreePort();
    private readonly Process _process;

    private Nginx(string program, string folder)
    {
        var configuration = _own.Write("nginx.conf", $$"""
            daemon off;
            user {{Environment.UserName}};
            worker_processes 1;
            pid {{_own.Path}}/nginx.pid;
            error_log {{_own.Path}}/error.log;
            events { worker_connections 64; }
            http {
                types { application/rss+xml xml; application/atom+xml atom; application/rdf+xml rdf; application/feed+json json; }
                log_format short '$request_uri $status';
                access_log {{_own.Path}}/access.log short;
                client_body_temp_path {{_own.Path}}/body;
                proxy_temp_path {{_own.Path}}/proxy;
                fastcgi_temp_path {{_own.Path}}/fastcgi;
                uwsgi_temp_path {{_own.Path}}/uwsgi;
                scgi_temp_path {{_own.Path}}/scgi;
                server { listen 127.0.0.1:{{_port}}; root {{folder}}; }
            }
            """);
        _process = Machine.Start(program, "-c", configuration, "-p", _own.Path, "-e", Path.Combine(_own.Path, "error.log"));
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<Nginx> ServingAsync(string folder)
    {
        var nginx = new Nginx(Machine.Program("/usr/sbin/nginx", "nginx-light"), folder);
        return await Until.Ready(nginx, () => Until.Listening(nginx._port, nginx._process));
    }

    public string Address(string file) => $"http://127.0.0.1:{_port}/{file}";

    /// <summary>The access log, each line a path and a status, once it has so many.</summary>
    public async Task<string[]> AnswersAsync(int count)
    {
        var log = Path.Combine(_own.Path, "access.log");
        await Until.True(() => File.Exists(log) && File.ReadLines(log).Count() >= count, $"nginx has answered {count} requests");
        return await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Machine.Terminate(_process);
        _own.Dispose();
    }
}
