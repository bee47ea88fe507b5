using System.Buffers.Binary;
using System.Text;

namespace Digest.Tests.Cli;

/// <summary>
/// The power fails in the middle of a delivery, and the disk has kept the ledger's write-ahead log up to some point only:
/// mails are out of which the ledger knows nothing, perhaps not even that they were ever frozen.
/// </summary>
public sealed class CutLogs : IAsyncDisposable
{
    private const int Readers = 40;
    private const int Half = 20;
    private const int Header = 32;
    private const int MostEnds = 60;

    private readonly Trial _trial = new();

    private string Log => _trial.Ledger + "-wal";

    public ValueTask DisposeAsync() => _trial.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_log_is_cut_everyone_gets_the_edition_once_or_as_the_same_bytes(int editionsBefore)
    {
        _trial.Configure(smtp: "connections = 1", more: Trial.Subscribers(Enumerable.Range(2, Readers - 1).Select(number => $"reader{number}@example.org")));
        for (var day = 0; day < editionsBefore; day++)
        {
            _trial.Feeds.Serves("/wire.xml", Trial.Rss($"Exercise of day {day}"));
            Assert.Equal(0, (await _trial.RunAtAsync(A.Morning.AddDays(day), "run")).Code);
        }

        var now = A.Morning.AddDays(editionsBefore);
        _trial.Mail.Mails.Clear();
        _trial.Feeds.Serves("/wire.xml", Trial.Rss("Corvette launched", "Envoy flies home"));
        var (ledger, log, sent) = await StopHalfwayAsync(now);
        var rests = new List<int>();

        foreach (var cut in Cuts(log))
        {
            _trial.Mail.Mails.Clear();
            Lay(ledger, cut);

            var resumed = await _trial.RunAtAsync(now, "run");

            Assert.Equal((0, ""), (resumed.Code, resumed.Error));
            Assert.Equal(["ok"], _trial.Rows("PRAGMA integrity_check"));
            Assert.Equal([$"sent {Readers * (editionsBefore + 1)}"], _trial.Rows("SELECT status, count(*) FROM delivery GROUP BY status"));
            Assert.Equal((Readers, Readers), Different([.. sent, .. Received()]));
            rests.Add(_trial.Mail.Mails.Count);
        }

        // Of the last message before the cut the answer was never read.
        Assert.Equal((Readers, Readers - Half + 1), (rests[0], rests[^1]));
        Assert.Equal(rests.OrderDescending(), rests);
    }

    /// <summary>A run of which the server takes one half and then no more, and the ledger's files at that moment.</summary>
    private async Task<(byte[] Ledger, byte[] Log, List<(string To, string Message)> Sent)> StopHalfwayAsync(DateTimeOffset now)
    {
        var (ledger, log) = (Array.Empty<byte>(), Array.Empty<byte>());
        var first = _trial.Mail.Connections + 1;
        _trial.Mail.Script = moment => moment switch
        {
            { Stage: SmtpStage.Body, Message: Half } => new Happens(async _ => (ledger, log) = (await ReadAsync(_trial.Ledger), await ReadAsync(Log)), IsLast: true),
            { Stage: SmtpStage.Connect } when moment.Connection > first => SmtpFault.Drop,
            _ => null,
        };
        Assert.Equal(1, (await _trial.RunAtAsync(now, "run")).Code);
        Assert.Equal(Half, _trial.Mail.Mails.Count);
        _trial.Mail.Script = _ => null;
        return (ledger, log, Received());
    }

    /// <summary>
    /// The log from nothing to the whole, cut at the ends of its frames, and within some of them, where the disk has the
    /// frame's beginning and nothing or zeros behind it. Where there are too many ends, those left are spread evenly.
    /// </summary>
    private static IEnumerable<byte[]> Cuts(byte[] log)
    {
        var frame = 24 + BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(8));
        var count = (log.Length - Header) / frame;
        var step = (count / MostEnds) + 1;
        yield return [];
        yield return log[..(Header / 2)];
        for (var n = 0; n < count; n += step)
        {
            var end = Header + (n * frame);
            yield return log[..end];
            if (n % (step * 4) == 0)
            {
                yield return log[..(end + 12)];
                yield return [.. log[..(end + (frame / 2))], .. new byte[frame / 2]];
            }
        }

        yield return log;
    }

    private void Lay(byte[] ledger, byte[] log)
    {
        File.WriteAllBytes(_trial.Ledger, ledger);
        File.WriteAllBytes(Log, log);
        File.Delete(_trial.Ledger + "-shm");
    }

    private List<(string To, string Message)> Received() =>
        [.. _trial.Mail.Mails.Select(mail => (mail.Recipient, Encoding.UTF8.GetString(mail.Bytes.Span)))];

    private static (int Readers, int Messages) Different(IReadOnlyList<(string To, string Message)> mails) =>
        (mails.Select(mail => mail.To).Distinct().Count(), mails.Distinct().Count());

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }
}
