using System.Text;
using Digest.Storage;
using Microsoft.Data.Sqlite;

namespace Digest.Tests.Storage;

/// <summary>A ledger that an earlier version wrote.</summary>
public sealed class Migrating : IDisposable
{
    private readonly TempFolder _folder = new();

    public Migrating()
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        using var text = new StreamReader(typeof(Migrating).Assembly.GetManifestResourceStream("ledger-1.sql")!);
#pragma warning disable CA2100 // A file of this project.
        command.CommandText = text.ReadToEnd();
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private string File => _folder.File("digest.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_pending_in_it_goes_out_as_it_was_frozen()
    {
        using var ledger = Ledger.Open(File);

        Assert.Equal(
            ["second@example.org", "someone@example.org"],
            ledger.Pending().Select(mail => mail.Recipient));
        Assert.Equal(
            "From: digest@example.org\r\nTo: second@example.org\r\nContent-Type: text/plain\r\n\r\nCorvette launched\r\n",
            Encoding.ASCII.GetString(ledger.Pending().First().ToBytes()));
        Assert.Equal(3, ledger.LastOneOff());
        Assert.True(ledger.Subscriber("second@example.org")!.IsInFlight);
        Assert.Equal(1, ledger.Subscriber("reader@example.org")!.Followings["North Korea"].Cursor);
        Assert.Equal("Corvette launched", Assert.Single(ledger.Kept([new Uri("file:///feeds/wire.xml")])).Story.Title);
        Assert.Empty(ledger.Faults());
    }

    [Fact]
    public void A_copy_of_it_is_kept_as_it_was()
    {
        Ledger.Open(File).Dispose();

        using var copy = new SqliteConnection($"Data Source={File}.v1;Pooling=False");
        copy.Open();
        using var command = copy.CreateCommand();
        command.CommandText = "SELECT (SELECT user_version FROM pragma_user_version) || ' ' || count(*) FROM delivery";
        Assert.Equal("1 3", command.ExecuteScalar());
    }

    [Fact]
    public void Several_processes_may_meet_over_it()
    {
        Parallel.For(0, 8, _ => Ledger.Open(File).Dispose());

        using var ledger = Ledger.Open(File);
        Assert.Equal(2, ledger.CountPending());
        Assert.Empty(ledger.Faults());
        A_copy_of_it_is_kept_as_it_was();
    }

    [Fact]
    public void A_preview_reads_it_and_leaves_it_as_it_is()
    {
        var before = System.IO.File.ReadAllBytes(File);
        using (var scratch = Ledger.OpenScratch(File))
        {
            Assert.Equal(2, scratch.CountPending());
        }

        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }
}
