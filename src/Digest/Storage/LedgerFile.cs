using System.Globalization;
using Digest.News;
using Microsoft.Data.Sqlite;

namespace Digest.Storage;

/// <summary>The ledger as a file: opening, copying, bringing up to date, and what can be wrong with it.</summary>
internal static class LedgerFile
{
    // Marks a SQLite file as ours ("DGST"), so that no other program's database is migrated by mistake.
    private const int ApplicationId = 0x44475354;

    /// <summary>How long another process that writes is waited for.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static SqliteConnection Connect(string path, TimeSpan? patience = null)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = (int)(patience ?? _patience).TotalSeconds,
        }.ToString());
        try
        {
            connection.Open();

            // FULL: with NORMAL a power cut could lose a freeze whose mail has left already. The cache (in KiB) holds the
            // indexes of a hundred thousand deliveries, which a freeze fills in no order; the log (in pages) grows to 16 MB
            // before it is taken in, since each outcome touches the same few pages again.
            Run(connection, """
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768;
                PRAGMA wal_autocheckpoint = 4000;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The file that a path means in the end, links followed: whoever locks it must meet whoever came another way.</summary>
    public static string RealPath(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : path;

    /// <summary>Opens a ledger without changing it or its folder.</summary>
    public static SqliteConnection ConnectToRead(string path)
    {
        // Read-only mode would leave -wal and -shm files behind; read-write with query_only leaves everything as it was, and
        // SQLite itself falls back to reading where it may not write. Nothing but SQLite may open the file here: whoever
        // closes a file on Unix gives up every lock that the process has on it, also those of another connection.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = (int)_patience.TotalSeconds,
        }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA query_only = ON;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Copies a ledger into memory without touching it.</summary>
    public static void CopyInto(string path, SqliteConnection scratch)
    {
        using var original = ConnectToRead(path);
        original.BackupDatabase(scratch);
    }

    /// <summary>Whether a ledger is of this program's version.</summary>
    public static bool IsCurrent(string path) => Guard(path, () =>
    {
        using var connection = ConnectToRead(path);
        return Number(connection, "PRAGMA user_version") == Schema.Steps.Count && Number(connection, "PRAGMA application_id") == ApplicationId;
    });

    /// <summary>Takes a ledger to this program's version; a copy of an older one is kept beside it, unless it is in memory only.</summary>
    public static void Migrate(SqliteConnection connection, string path, bool isInMemory)
    {
        if (VersionOf(connection, path) == Schema.Steps.Count)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);

        // Another process may have done it meanwhile.
        var version = VersionOf(connection, path);
        if (version == Schema.Steps.Count)
        {
            return;
        }

        if (version > 0 && !isInMemory)
        {
            Keep(path, $"{path}.v{version}");
        }

        foreach (var step in Schema.Steps.Skip((int)version))
        {
            Run(connection, step);
        }

        Run(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Schema.Steps.Count};");
        transaction.Commit();
    }

    /// <summary>Runs something on a ledger and turns what SQLite or the file system says into a problem with its place.</summary>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw new ProblemException(new Problem(ProblemKind.LedgerDamaged, path, Cause: e.Message), e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            throw new ProblemException(new Problem(ProblemKind.LedgerHeld, path, Cause: e.Message), e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException || IsUnwritable(e))
        {
            throw new ProblemException(new Problem(ProblemKind.LedgerNotWritable, path, Cause: e.Message), e);
        }
    }

    private static long VersionOf(SqliteConnection connection, string path)
    {
        var version = Number(connection, "PRAGMA user_version");
        var isEmpty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        return (isEmpty ? version != 0 : Number(connection, "PRAGMA application_id") != ApplicationId)
            ? throw new ProblemException(new Problem(ProblemKind.LedgerDamaged, path))
            : version > Schema.Steps.Count
            ? throw new ProblemException(new Problem(ProblemKind.LedgerNewer, path, version.ToString(CultureInfo.InvariantCulture)))
            : version;
    }

    // What is committed, and not what the migration under way has changed.
    private static void Keep(string path, string copyPath)
    {
        File.Delete(copyPath);
        using var committed = ConnectToRead(path);
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copyPath, Pooling = false }.ToString());
        copy.Open();
        committed.BackupDatabase(copy);
    }

    private static bool IsUnwritable(Exception e) => e is SqliteException
    {
        SqliteErrorCode: SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_IOERR
            or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_AUTH,
    };

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this class, and a path that SQLite takes only as a literal, quoted above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // As above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
