using Microsoft.Data.Sqlite;

namespace Digest.Storage;

/// <content>How the other parts talk to SQLite.</content>
public sealed partial class Ledger
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    // One statement text is prepared once; the ledger has some forty.
    private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this class; what varies goes in as a parameter.
            command.CommandText = sql;
#pragma warning restore CA2100
            _commands.Add(sql, command);
        }

        command.Transaction = _transaction;
        command.Parameters.Clear();
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private int Execute(string sql, params (string Name, object? Value)[] parameters) => Command(sql, parameters).ExecuteNonQuery();

    private object? Scalar(string sql, params (string Name, object? Value)[] parameters) =>
        Command(sql, parameters).ExecuteScalar() is { } value and not DBNull ? value : null;

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var reader = Command(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

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
            return LedgerFile.Guard(Path, () =>
            {
                // Immediate: a writer that waits at the start can't find at the end that its reading is out of date.
                _transaction = _connection.BeginTransaction(deferred: false);
                try
                {
                    var result = work();
                    _transaction.Commit();
                    return result;
                }
                finally
                {
                    _transaction.Dispose();
                    _transaction = null;
                }
            });
        }
    }

    private static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static Uri? Address(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : new Uri(row.GetString(column));
}
