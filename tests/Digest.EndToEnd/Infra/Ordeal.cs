using System.Security.Cryptography;
using System.Text;

namespace Digest.EndToEnd.Infra;

/// <summary>
/// Mornings with many readers, whose runs are killed and started again until one comes to its end. After every kill the
/// ledger must be sound, and at the end of every morning each reader must have its edition.
/// </summary>
internal sealed class Ordeal : IAsyncDisposable
{
    private const int Killed = 128 + 9;
    private const int Connections = 4;
    private const int Bulletins = 4;

    private static readonly string[] _readers = [.. Enumerable.Range(1, 500).Select(number => $"reader{number}@example.org")];

    private readonly Morning _morning;
    private readonly SmtpServer _server = new();
    private readonly HashSet<string> _earlier = [];
    private int _day;
    private int _hour;

    public Ordeal()
    {
        _morning = new Morning { Readers = _readers, Connections = Connections, SmtpPort = _server.Port };
        _morning.Feeds = [.. _morning.Feeds, .. Enumerable.Range(1, Bulletins).Select(number => $"file:feeds/bulletin-{number}.xml")];
    }

    /// <summary>How many runs were killed.</summary>
    public int Kills { get; private set; }

    /// <summary>How many messages came again.</summary>
    public int Repeats { get; private set; }

    /// <summary>Brings news to every feed, starts runs until one comes to its end, and asserts that every reader has the news.</summary>
    /// <param name="next">When to kill the next run; null: not at all.</param>
    public async Task MorningAsync(Func<Instant?> next)
    {
        Publish();
        var kills = Kills;
        while (await IsKilledAsync(next()))
        {
            Kills++;
            LedgerIsSound();
        }

        LedgerIsSound();
        EveryoneHasTheNews(Kills - kills);
    }

    /// <summary>Asserts that nothing is left to do.</summary>
    public async Task IsOverAsync()
    {
        var ended = await _morning.RunAsync(++_hour, "run");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("Nothing new", ended.Output, StringComparison.Ordinal);
        Assert.Empty(_server.Mails);
        Assert.Equal([$"sent|{_readers.Length * _day}"], Rows("SELECT status, count(*) FROM delivery GROUP BY status"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _morning.Dispose();
    }

    /// <summary>Runs until the instant, or until the end where that comes first, which must be a good one.</summary>
    private async Task<bool> IsKilledAsync(Instant? instant)
    {
        var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Script = instant is At at ? Await(at, come, gone.Task) : _ => null;
        var process = _morning.Start(++_hour, "run");
        var ended = await DigestProgram.ToEndAsync(process, instant switch
        {
            null => null,
            After after => Task.Delay(after.Delay, TestContext.Current.CancellationToken),
            _ => come.Task,
        });
        gone.SetResult();
        Assert.True(ended.ExitCode == Killed || ended is { ExitCode: 0, Error: "" }, $"{ended}");
        return ended.ExitCode == Killed;
    }

    /// <summary>A server that gives no answer at the instant before the program is gone, and none then.</summary>
    private Func<SmtpMoment, SmtpFault?> Await(At at, TaskCompletionSource come, Task gone)
    {
        // What a program that is dead by now had said is still being heard.
        var earlier = _server.Connections;
        var count = 0;
        return moment =>
        {
            if (moment.Connection <= earlier || moment.Stage != (at.Stage ?? moment.Stage) || Interlocked.Increment(ref count) != at.Count)
            {
                return null;
            }

            come.SetResult();
            return new Happens(_ => gone, IsLast: true);
        };
    }

    private void Publish()
    {
        _day++;
        foreach (var title in Titles())
        {
            File.WriteAllText(Path.Combine(_morning.FeedFolder, $"bulletin-{title[^1]}.xml"), $"""
                <?xml version="1.0"?><rss version="2.0"><channel><title>Bulletin {title[^1]}</title>
                <item><title>{title}</title><guid isPermaLink="false">{title}</guid><pubDate>Mon, 04 Sep 2023 20:00:00 GMT</pubDate></item>
                </channel></rss>
                """);
        }
    }

    private IEnumerable<string> Titles() => Enumerable.Range(1, Bulletins).Select(number => $"North Korea, day {_day}, bulletin {number}");

    /// <summary>Only what the server has taken counts as sent, and no page of the ledger is spoilt.</summary>
    private void LedgerIsSound()
    {
        Assert.Equal(["ok"], Rows("PRAGMA integrity_check"));
        Assert.Empty(Rows("PRAGMA foreign_key_check"));
        var taken = _server.Mails.Select(mail => Id(mail.Bytes)).Concat(_earlier).ToHashSet();
        var hasDeliveries = Rows("SELECT 1 FROM sqlite_schema WHERE name = 'delivery'").Count > 0;
        Assert.Subset(taken, hasDeliveries ? Rows("SELECT message_id FROM delivery WHERE status = 'sent'").ToHashSet() : []);
    }

    private void EveryoneHasTheNews(int kills)
    {
        var messages = _server.Mails.GroupBy(mail => Id(mail.Bytes)).ToList();
        Assert.Equal(_readers, messages.Select(message => message.First().Recipient).Order(_byNumber));
        Assert.All(messages, message => Assert.All(message, again => Assert.Equal(Text(message.First().Bytes), Text(again.Bytes))));
        Assert.All(messages, message => Assert.True(_earlier.Add(message.Key)));
        var repeats = _server.Mails.Count - messages.Count;
        Assert.InRange(repeats, 0, kills * Connections);
        Repeats += repeats;

        var edition = Assert.Single(messages.Select(message => message.First()).DistinctBy(mail => Body(mail.Bytes)));
        var read = Mail.Read(edition.Bytes);
        Assert.All(Titles(), title => Assert.Equal(2, read.OneLine.Split(title).Length));
        _server.Mails.Clear();
    }

    private static readonly Comparer<string> _byNumber = Comparer<string>.Create((one, other) =>
        one.Length != other.Length ? one.Length - other.Length : string.CompareOrdinal(one, other));

    private IReadOnlyList<string> Rows(string query) => Snapshot.Rows(_morning.Ledger, query);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static string Body(ReadOnlyMemory<byte> bytes) =>
        Convert.ToHexString(SHA256.HashData(bytes.Span[bytes.Span.IndexOf("\r\n\r\n"u8)..]));

    private static string Id(ReadOnlyMemory<byte> bytes)
    {
        var header = bytes.Span[bytes.Span.IndexOf("Message-ID: <"u8)..];
        return Encoding.ASCII.GetString(header[13..header.IndexOf((byte)'>')]);
    }
}
