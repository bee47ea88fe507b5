using System.Diagnostics;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Digest.EndToEnd.Infra;

/// <summary>A Dovecot 2.3 of its own: it knows who may send, keeps mailboxes, and shows them over IMAP.</summary>
internal sealed class Dovecot : IDisposable
{
    public const string Sender = "digest@example.org";
    public const string Password = "opéra";

    private readonly TempFolder _own = new();
    private readonly int _port = Machine.FreePort();
    private readonly Process _process;

    private Dovecot(string program, string mechanisms, IReadOnlyList<string> readers)
    {
        // Its processes are other users, and must be able to come here.
        Machine.Run("chmod", "755", _own.Path);
        Directory.CreateDirectory(Path.Combine(_own.Path, "mail"));
        Machine.Run("chown", "nobody", Path.Combine(_own.Path, "mail"));
        _own.Write("users", string.Concat(readers.Prepend(Sender).Select(user => $"{user}:{{PLAIN}}{Password}\n")));
        var configuration = _own.Write("dovecot.conf", $$"""
            base_dir = {{_own.Path}}/run
            state_dir = {{_own.Path}}/run
            log_path = {{_own.Path}}/log
            protocols = imap lmtp
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            auth_failure_delay = 0
            auth_mechanisms = {{mechanisms}}
            mail_location = maildir:{{_own.Path}}/mail/%u
            first_valid_uid = 1
            passdb {
              driver = passwd-file
              args = username_format=%u {{_own.Path}}/users
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home={{_own.Path}}/mail/%u
            }
            service imap-login {
              inet_listener imap {
                port = {{_port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service lmtp {
              unix_listener lmtp {
                mode = 0666
              }
            }
            service anvil {
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            service auth {
              unix_listener auth-of-postfix {
                mode = 0666
              }
            }

            """);
        _process = Machine.Start(program, "-F", "-c", configuration);
    }

    /// <summary>Where it tells who a sender is.</summary>
    public string Authentication => Path.Combine(_own.Path, "run", "auth-of-postfix");

    /// <summary>Where it takes mail for its mailboxes.</summary>
    public string Delivery => Path.Combine(_own.Path, "run", "lmtp");

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<Dovecot> StartAsync(string mechanisms, params string[] readers)
    {
        var program = Machine.Program("/usr/sbin/dovecot", "dovecot-core dovecot-imapd dovecot-lmtpd");
        Machine.NeedsRoot("dovecot");
        var dovecot = new Dovecot(program, mechanisms, readers);
        return await Until.Ready(dovecot, () => Until.Listening(dovecot._port, dovecot._process));
    }

    /// <summary>The one message in a reader's mailbox, once it is there, as IMAP gives it.</summary>
    public async Task<byte[]> MailAsync(string reader)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", _port, SecureSocketOptions.None, TestContext.Current.CancellationToken);
        await client.AuthenticateAsync(reader, Password, TestContext.Current.CancellationToken);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly, TestContext.Current.CancellationToken);
        await Until.True(() => HasMail(client), $"a message is in the mailbox of {reader}");
        Assert.Equal(1, client.Inbox.Count);
        await using var stream = await client.Inbox.GetStreamAsync(0, "", TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    public void Dispose()
    {
        Machine.Terminate(_process);
        _own.Dispose();
    }

    private static bool HasMail(ImapClient client)
    {
        client.NoOp();
        return client.Inbox.Count > 0;
    }
}
