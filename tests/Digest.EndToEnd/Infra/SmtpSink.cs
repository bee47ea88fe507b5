using System.Diagnostics;

namespace Digest.EndToEnd.Infra;

/// <summary>Postfix's smtp-sink on the loopback, keeping each message in a file.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly TempFolder _own = new();
    private readonly Process _process;

    private SmtpSink(string program) => _process = Machine.Start(
        program, [.. Environment.IsPrivilegedProcess ? ["-u", "root"] : Array.Empty<string>(), "-d", Path.Combine(_own.Path, "mail."), $"127.0.0.1:{Port}", "10"]);

    public int Port { get; } = Machine.FreePort();

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<SmtpSink> StartAsync()
    {
        var sink = new SmtpSink(Machine.Program("/usr/sbin/smtp-sink", "postfix"));
        return await Until.Ready(sink, () => Until.Listening(sink.Port, sink._process));
    }

    /// <summary>The files that the messages are in, its own trace lines before them.</summary>
    public string[] Mails() => Directory.GetFiles(_own.Path);

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _own.Dispose();
    }
}
