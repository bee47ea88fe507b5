namespace Digest.EndToEnd;

/// <summary>A disk without room for the ledger: said in a sentence, with nothing lost.</summary>
public sealed class FullDisk
{
    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(160)]
    public async Task A_run_without_room_says_so_and_the_next_one_with_room_sends_everything_once(int kilobytes)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on a process's files");
        using var morning = new Morning { Readers = [.. Enumerable.Range(0, 300).Select(n => $"reader{n}@example.org")] };
        await using var server = new SmtpServer();
        morning.SmtpPort = server.Port;

        var full = await DigestProgram.ToEndAsync(morning.StartWithin(kilobytes, "run"));

        Assert.Equal(2, full.ExitCode);
        Assert.Contains($"digest: The ledger {morning.Ledger} can't be opened or written.", full.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", full.Error, StringComparison.Ordinal);
        Assert.Empty(server.Mails);

        var run = await morning.RunAsync(0, "run");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(morning.Readers.Order(), server.Mails.Select(mail => mail.Recipient).Order());
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_mail_goes_out_loses_nothing_and_repeats_no_more_than_its_connections_held()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on a process's files");
        using var morning = new Morning { Readers = [.. Enumerable.Range(0, 300).Select(n => $"reader{n}@example.org")] };
        await using var server = new SmtpServer();
        morning.SmtpPort = server.Port;

        var full = await DigestProgram.ToEndAsync(morning.StartWithin(1500, "run"));

        Assert.Equal(2, full.ExitCode);
        Assert.Contains($"digest: The ledger {morning.Ledger} can't be opened or written.", full.Error, StringComparison.Ordinal);
        Assert.InRange(server.Mails.Count, 1, morning.Readers.Count - 1);

        var run = await morning.RunAsync(0, "run");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var mails = server.Mails.ToLookup(mail => mail.Recipient, mail => Convert.ToHexString(mail.Bytes.Span));
        Assert.Equal(morning.Readers.Order(), mails.Select(mail => mail.Key).Order());
        Assert.InRange(server.Mails.Count - morning.Readers.Count, 0, morning.Connections);
        Assert.All(mails, same => Assert.Single(same.Distinct()));
    }
}
