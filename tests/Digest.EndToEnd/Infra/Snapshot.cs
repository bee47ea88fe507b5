using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Digest.EndToEnd.Infra;

/// <summary>What is in a folder, and in a ledger.</summary>
internal static class Snapshot
{
    /// <summary>Every file below a folder, with a hash of its bytes.</summary>
    public static IReadOnlyList<string> Of(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file =>
            $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];

    /// <summary>Every row of a ledger, read from a copy so that reading leaves no trace.</summary>
    public static IReadOnlyList<string> Rows(string ledger) => Read(ledger, connection =>
    {
        var tables = Query(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        return [.. tables.SelectMany(table => Query(connection, $"SELECT * FROM \"{table}\"").Select(row => $"{table}: {row}"))];
    });

    /// <summary>What a query on a ledger gives, the columns of a row parted by bars.</summary>
    public static IReadOnlyList<string> Rows(string ledger, string query) => Read(ledger, connection => Query(connection, query));

    private static IReadOnlyList<string> Read(string ledger, Func<SqliteConnection, IReadOnlyList<string>> read)
    {
        using var copy = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(ledger)!, Path.GetFileName(ledger) + "*"))
        {
            File.Copy(file, copy.File(Path.GetFileName(file)));
        }

        using var connection = new SqliteConnection($"Data Source={copy.File(Path.GetFileName(ledger))};Pooling=False");
        connection.Open();
        return read(connection);
    }

    private static List<string> Query(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column =>
                reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(column)}")));
        }

        return rows;
    }
}
