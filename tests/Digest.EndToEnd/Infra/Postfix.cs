namespace Digest.EndToEnd.Infra;

/// <summary>A Postfix of its own on the loopback, that puts every reader's mail into a Maildir, or hands it to a Dovecot.</summary>
internal sealed class Postfix : IDisposable
{
    private readonly TempFolder _own = new();
    private readonly string _program;

    private Postfix(string program, Dovecot? dovecot)
    {
        _program = program;
        // Its daemons are other users, and must be able to come here.
        Machine.Run("chmod", "755", _own.Path);
        foreach (var folder in new[] { "conf", "queue", "data", "mail" })
        {
            Directory.CreateDirectory(Path.Combine(_own.Path, folder));
        }

        Machine.Run("chown", "postfix", Path.Combine(_own.Path, "data"));
        Machine.Run("chown", "nobody", Path.Combine(_own.Path, "mail"));
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
            maillog_file_prefixes = {_own.Path}
            maillog_file = {_own.Path}/log
            virtual_mailbox_domains = example.org
            {(dovecot is null ? ToMaildir() : Through(dovecot))}

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
            lmtp unix - - n - - lmtp
            tlsmgr unix - - n 1000? 1 tlsmgr
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """);
        Machine.Run(_program, "-c", Path.Combine(_own.Path, "conf"), "start");
    }

    public int Port { get; } = Machine.FreePort();

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="dovecot">Who knows the senders and takes the mail; null: every sender on this machine is taken, and its mail is kept.</param>
    public static async Task<Postfix> StartAsync(Dovecot? dovecot = null)
    {
        var program = Machine.Program("/usr/sbin/postfix", "postfix");
        Machine.NeedsRoot("postfix");
        var postfix = new Postfix(program, dovecot);
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
        Machine.Run(_program, "-c", Path.Combine(_own.Path, "conf"), "stop");
        _own.Dispose();
    }

    private string ToMaildir() => $"""
        mynetworks = 127.0.0.0/8
        virtual_mailbox_base = {_own.Path}/mail
        virtual_mailbox_maps = static:reader/
        virtual_minimum_uid = 1
        virtual_uid_maps = static:{IdOfNobody()}
        virtual_gid_maps = static:{IdOfNobody()}
        """;

    private string Through(Dovecot dovecot) => $"""
        mynetworks =
        smtpd_tls_security_level = encrypt
        smtpd_tls_chain_files = {_own.Write("conf/tls.pem", TestAuthority.LoopbackPem)}
        smtpd_tls_received_header = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = {dovecot.Authentication}
        smtpd_sasl_authenticated_header = yes
        smtpd_relay_restrictions = permit_sasl_authenticated, reject
        smtpd_recipient_restrictions = permit_sasl_authenticated, reject
        virtual_transport = lmtp:unix:{dovecot.Delivery}
        """;

    private static string IdOfNobody() =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[0] == "nobody")[2];
}
