using System.Security.Cryptography;
using Digest.News;
using Microsoft.Data.Sqlite;

namespace Digest.Storage;

/// <summary>
/// What the digest remembers, in one SQLite file: what was seen, what is new for whom, what is on its way. Each public
/// method is one transaction, whole or not at all whatever happens to the process or the machine. Safe to call from
/// several threads.
/// </summary>
public sealed partial class Ledger : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statements _statements;
    private readonly bool _isInMemory;
    private readonly Lock _gate = new();

    private Ledger(SqliteConnection connection, string path, bool isInMemory = false)
    {
        _isInMemory = isInMemory;
        _connection = connection;
        _statements = new Statements(connection);
        _settling = new Lazy<GroupCommit>(() => new GroupCommit(SettleTogether));
        Path = path;
    }

    /// <summary>The file's full path; for a scratch ledger, that of the one it was copied from.</summary>
    public string Path { get; }

    /// <summary>Opens a ledger, or makes one where there is none; an older one is brought up to date, a copy of it kept beside it.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="patience">How long another process that writes is waited for, in whole seconds; null: half a minute.</param>
    /// <returns>The ledger, to be disposed of.</returns>
    /// <exception cref="ProblemException">It can't be written, is held, is damaged or no ledger, or is of a newer version.</exception>
    public static Ledger Open(string path, TimeSpan? patience = null) => LedgerFile.Guard(path, () =>
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var connection = LedgerFile.Connect(path, patience);
        try
        {
            LedgerFile.Migrate(connection, path, isInMemory: false);
            var ledger = new Ledger(connection, path);

            // From the start, so that a preview's copy has the secret that the run will have.
            ledger.Secret();
            return ledger;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>A copy of a ledger in memory, to try things on: neither the file nor its folder changes.</summary>
    /// <param name="path">The file's full path; where there is none, the copy is a new ledger.</param>
    /// <returns>The copy, to be disposed of.</returns>
    /// <exception cref="ProblemException">It can't be read, is damaged or no ledger, or is of a newer version.</exception>
    public static Ledger OpenScratch(string path) => LedgerFile.Guard(path, () =>
    {
        var scratch = new SqliteConnection("Data Source=:memory:");
        try
        {
            scratch.Open();
            if (File.Exists(path))
            {
                LedgerFile.CopyInto(path, scratch);
            }

            LedgerFile.Migrate(scratch, path, isInMemory: true);
            return new Ledger(scratch, path, isInMemory: true);
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    });

    /// <summary>Opens a ledger to look at it: neither the file nor its folder changes.</summary>
    /// <param name="path">The file's full path; where there is none, an empty one is looked at.</param>
    /// <returns>The ledger, to be disposed of; nothing can be written into it.</returns>
    /// <exception cref="ProblemException">It can't be read, is damaged or no ledger, or is of a newer version.</exception>
    public static Ledger OpenToRead(string path) =>
        File.Exists(path) && LedgerFile.IsCurrent(path) ? LedgerFile.Guard(path, () => new Ledger(LedgerFile.ConnectToRead(path), path)) : OpenScratch(path);

    /// <summary>Which run holds a ledger, read while it is held; empty where that can't be told.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="oneOff">Whether a one-off is meant, or a run.</param>
    /// <returns>The process and since when, in the words of a log.</returns>
    public static string HolderOf(string path, bool oneOff)
    {
        try
        {
            using var ledger = new Ledger(LedgerFile.ConnectToRead(path), path);
            return ledger.Holder(oneOff);
        }
        catch (Exception e) when (e is ProblemException or SqliteException)
        {
            return "";
        }
    }

    /// <summary>The ledger's own secret: 32 random bytes, made with it, that key the unsubscribe tokens.</summary>
    /// <returns>The bytes.</returns>
    public byte[] Secret() => Transact(() =>
    {
        if (Scalar("SELECT secret FROM ledger") is byte[] secret)
        {
            return secret;
        }

        secret = RandomNumberGenerator.GetBytes(32);
        Execute("INSERT INTO ledger(secret) VALUES ($secret)", ("$secret", secret));
        return secret;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_settling.IsValueCreated)
        {
            _settling.Value.Dispose();
        }

        _connection.Dispose();
    }
}
