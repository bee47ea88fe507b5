using Microsoft.Data.Sqlite;

namespace Digest.Storage;

/// <content>How the other parts talk to SQLite.</content>
public sealed partial class Ledger
{
    private int Execute(string sql, params (string Name, object? Value)[] parameters) => _statements.Execute(sql, parameters);

    private object? Scalar(string sql, params (string Name, object? Value)[] parameters) => _statements.Scalar(sql, parameters);

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters) =>
        _statements.Rows(sql, read, parameters);

    private T Read<T>(Func<T> work)
    {
        lock (_gate)
        {
            return LedgerFile.Guard(Path, work);
        }
    }

    private T Transact<T>(Func<T> work)
    {
        lock (_gate)
        {
            return LedgerFile.Guard(Path, () => _statements.Transact(work));
        }
    }

    private static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static Uri? Address(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : new Uri(row.GetString(column));
}
