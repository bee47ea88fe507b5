using Digest.News;
using Digest.Storage;
using Microsoft.Data.Sqlite;

namespace Digest.Tests.Storage;

public sealed class Opening : IDisposable
{
    private readonly TempFolder _folder = new();
    private string File => _folder.File("digest.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_scratch_copy_changes_neither_the_ledger_nor_its_folder()
    {
        using (var ledger = Ledger.Open(File))
        {
            ledger.OpenBatch(A.Morning);
        }

        var before = System.IO.File.ReadAllBytes(File);
        using (var scratch = Ledger.OpenScratch(File))
        {
            Assert.Equal(2, scratch.OpenBatch(A.Morning));
            scratch.Record(A.Read(A.Wire, A.Story("One")), 2, A.Morning);
        }

        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        Assert.Equal([File], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_scratch_copy_can_be_taken_while_a_run_has_the_ledger_open()
    {
        using var ledger = Ledger.Open(File);
        ledger.OpenBatch(A.Morning);
        using var scratch = Ledger.OpenScratch(File);
        Assert.Equal(1, scratch.CloseBatches());
    }

    [Fact]
    public void Where_there_is_no_ledger_a_scratch_one_is_new_and_makes_no_file()
    {
        using var scratch = Ledger.OpenScratch(File);
        Assert.Equal(0, scratch.CloseBatches());
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_refused_and_left_as_it_is()
    {
        _folder.Write("digest.db", "this is no database, only a long enough text to be taken for one, perhaps".PadRight(5000));
        Assert.Equal(ProblemKind.LedgerDamaged, Problem(() => Ledger.Open(File)));
        Assert.StartsWith("this is no database", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        Sql("CREATE TABLE theirs(x)");
        Assert.Equal(ProblemKind.LedgerDamaged, Problem(() => Ledger.Open(File)));
    }

    [Fact]
    public void A_newer_ledger_is_refused_with_its_version()
    {
        Ledger.Open(File).Dispose();
        Sql("PRAGMA user_version = 99");
        var e = Assert.Throws<ProblemException>(() => Ledger.Open(File));
        Assert.Equal(new Problem(ProblemKind.LedgerNewer, File, "99"), e.Problems[0]);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_problem_with_the_ledgers_name()
    {
        _folder.Write("file", "");
        Assert.Equal(ProblemKind.LedgerNotWritable, Problem(() => Ledger.Open(_folder.Path + "/file/digest.db")));
    }

    [Fact]
    public void A_ledger_that_another_program_has_locked_is_a_problem_once_patience_ends()
    {
        using var ledger = Ledger.Open(File, TimeSpan.FromSeconds(1));
        using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        other.Open();
        using var writing = other.BeginTransaction(deferred: false);
        Assert.Equal(ProblemKind.LedgerHeld, Problem(() => ledger.OpenBatch(A.Morning)));
        writing.Rollback();
        Assert.Equal(1, ledger.OpenBatch(A.Morning));
    }

    [Fact]
    public void The_secret_is_made_once()
    {
        using var ledger = Ledger.Open(File);
        var secret = ledger.Secret();
        Assert.Equal(32, secret.Length);
        using var again = Ledger.Open(File);
        Assert.Equal(secret, again.Secret());
    }

    [Fact]
    public void Only_one_holds_the_lock_and_the_other_hears_who()
    {
        using var ledger = Ledger.Open(File);
        using (RunLock.Take(File))
        {
            ledger.BeginRun("run", trial: false, A.Morning);
            var e = Assert.Throws<ProblemException>(() => RunLock.Take(File));
            Assert.Equal(ProblemKind.LedgerHeld, e.Problems[0].Kind);
            Assert.Contains($"process {Environment.ProcessId} ", e.Problems[0].Subject, StringComparison.Ordinal);
            Assert.Contains("since 2023-09-05 07:00:00 UTC", e.Problems[0].Subject, StringComparison.Ordinal);
        }

        RunLock.Take(File).Dispose();
    }

    [Fact]
    public void A_link_to_the_ledger_leads_to_the_same_lock()
    {
        Ledger.Open(File).Dispose();
        var link = _folder.File("elsewhere/link.db");
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        System.IO.File.CreateSymbolicLink(link, File);
        var folder = _folder.File("folder");
        Directory.CreateSymbolicLink(folder, _folder.Path);
        using var held = RunLock.Take(File);
        Assert.Equal(ProblemKind.LedgerHeld, Problem(() => RunLock.Take(link)));
        Assert.Equal(ProblemKind.LedgerHeld, Problem(() => RunLock.Take(folder + "/digest.db")));
    }

    [Fact]
    public void A_one_off_has_a_lock_of_its_own_kind()
    {
        using var ledger = Ledger.Open(File);
        using var run = RunLock.Take(File);
        Assert.True(RunLock.IsNoOneOff(File));
        using (RunLock.TakeForOneOff(File))
        {
            ledger.BeginRun("run", trial: false, A.Morning);
            ledger.BeginRun("send", trial: false, A.Morning.AddHours(1));
            Assert.False(RunLock.IsNoOneOff(File));
            var e = Assert.Throws<ProblemException>(() => RunLock.TakeForOneOff(File));
            Assert.StartsWith("`digest send`, process", e.Problems[0].Subject, StringComparison.Ordinal);
            Assert.StartsWith("`digest run`, process", Assert.Throws<ProblemException>(() => RunLock.Take(File)).Problems[0].Subject, StringComparison.Ordinal);
        }

        Assert.True(RunLock.IsNoOneOff(File));
    }

    [Fact]
    public void A_clock_set_by_hand_is_refused_once_the_real_one_has_been_used()
    {
        using var ledger = Ledger.Open(File);
        ledger.BeginRun("run", trial: true, A.Morning);
        ledger.BeginRun("run", trial: false, A.Morning);
        Assert.Equal(ProblemKind.LedgerOnRealClock, Problem(() => ledger.BeginRun("run", trial: true, A.Morning)));
    }

    private static ProblemKind Problem(Func<object> call) => Assert.Throws<ProblemException>(call).Problems[0].Kind;

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
