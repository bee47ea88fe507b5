using System.Diagnostics;

namespace Digest.EndToEnd.Infra;

/// <summary>A Postfix of its own on the loopback, that puts every reader's mail into a Maildir.</summary>
internal sealed class Postfix : IDisposable
{
    private readonly TempFolder _own = new();
    private readonly string _program;

    private Postfix(string program)
    {
        _program = program;
        // Its daemons are other users, and must be able to come here.
        Run("chmod", "755", _own.Path);
        foreach (var folder in new[] { "conf", "queue", "data", "mail" })
        {
            Directory.CreateDirectory(Path.Combine(_own.Path, folder));
        }

        Run("chown", "postfix", Path.Combine(_own.Path, "data"));
        Run("chown", "nobody", Path.Combine(_own.Path, "mail"));
        _own.Write("conf/main.cf", $"""
            compatibility_level = 3.6
            queue_directory = {_own.Path}/queue
            data_directory = {_own.Path}/data
            daemon_directory = /usr/lib/postfix/sbin
            command_directory = /usr/sbin
            mail_owner = postfix
            setgid_group = postdrop
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mail.example.org
            mydestination =
            mynetworks = 127.0.0.0/8
            maillog_file_prefixes = {_own.Path}
            maillog_file = {_own.Path}/log
            virtual_mailbox_domains = example.org
            virtual_mailbox_base = {_own.Path}/mail
            virtual_mailbox_maps = static:reader/
            virtual_minimum_uid = 1
            virtual_uid_maps = static:{IdOfNobody()}
            virtual_gid_maps = static:{IdOfNobody()}

            """);
        _own.Write("conf/master.cf", $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """);
        Run(_program, "-c", Path.Combine(_own.Path, "conf"), "start");
    }

    public int Port { get; } = Machine.FreePort();

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<Postfix> StartAsync()
    {
        var program = Machine.Program("/usr/sbin/postfix", "postfix");
        Machine.NeedsRoot("postfix");
        var postfix = new Postfix(program);
        return await Until.Ready(postfix, () => Until.True(() => Until.IsListening(postfix.Port), "Postfix listens"));
    }

    /// <summary>The messages in the Maildir, once there are so many.</summary>
    public async Task<IReadOnlyList<byte[]>> MailsAsync(int count)
    {
        var folder = Path.Combine(_own.Path, "mail", "reader", "new");
        await Until.True(() => Directory.Exists(folder) && Directory.GetFiles(folder).Length >= count, $"{count} messages are in the Maildir");
        return [.. Directory.GetFiles(folder).Select(File.ReadAllBytes)];
    }

    public void Dispose()
    {
        // Returns when the master is gone.
        Run(_program, "-c", Path.Combine(_own.Path, "conf"), "stop");
        _own.Dispose();
    }

    private static string IdOfNobody() =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[0] == "nobody")[2];

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
