using System.ComponentModel;
using System.Diagnostics;
using Digest.News;

namespace Digest.Smtp;

/// <summary>Which program takes the mail.</summary>
public sealed record SendmailOptions
{
    /// <summary>The program: one that knows sendmail's options and exit codes, as nearly all do.</summary>
    public string Program { get; init; } = "/usr/sbin/sendmail";

    /// <summary>What it is told before <c>-i -f SENDER -- RECIPIENT</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>How long it may take over one message.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>With what every message is signed; null: with nothing.</summary>
    public DkimOptions? Dkim { get; init; }
}

/// <summary>Hands each message to a program, as machines have it whose cron sends mail.</summary>
public sealed class SendmailMailer : IMailer
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(10);

    private readonly SendmailOptions _options;
    private readonly TimeProvider _clock;
    private readonly Packing _packing;

    /// <summary>Readies a mailer.</summary>
    /// <param name="options">Which program.</param>
    /// <param name="clock">The clock for what is left to a message on its way after cancelling.</param>
    /// <exception cref="ProblemException">The DKIM key can't be used.</exception>
    public SendmailMailer(SendmailOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _packing = new Packing(options.Dkim);
    }

    /// <inheritdoc/>
    public async Task<Problem?> DeliverAsync(
        IEnumerable<OutgoingMail> mails, Func<OutgoingMail, bool> isWanted, Func<OutgoingMail, Outcome, Task> settle, CancellationToken cancellation)
    {
        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock);
        using var grace = cancellation.UnsafeRegister(_ => abort.CancelAfter(_grace), null);
        return await OneByOne.RunAsync(mails, _options.Program, mail => GiveAsync(mail, abort.Token), settle, cancellation);
    }

    private async Task<Attempt> GiveAsync(OutgoingMail mail, CancellationToken abort)
    {
        if (Envelope.Of(mail.Sender) is not { } sender || Envelope.Of(mail.Recipient) is not { } recipient)
        {
            return new Settled(new Refused($"{mail.Sender} or {mail.Recipient} is no address"));
        }

        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(
                _options.Program, [.. _options.Arguments, "-i", "-f", sender.GetAddress(true), "--", recipient.GetAddress(true)])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return Failed("", e.Message);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(abort);
        patience.CancelAfter(_options.Timeout);
        try
        {
            return await TalkAsync(process, Packing.WithoutReturns(_packing.Pack(mail)), patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new Settled(new InDoubt("no answer in time"));
        }
    }

    private async Task<Attempt> TalkAsync(Process process, byte[] bytes, CancellationToken patience)
    {
        var said = process.StandardOutput.ReadToEndAsync(patience);
        var complained = process.StandardError.ReadToEndAsync(patience);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(bytes, patience);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has stopped listening: its exit code says why.
        }

        await process.WaitForExitAsync(patience);
        return Judge(process.ExitCode, Reply.Line(process.ExitCode, $"{await complained} {await said}"));
    }

    /// <summary>The exit codes of sysexits.h.</summary>
    private Attempt Judge(int code, string reply) => code switch
    {
        0 => new Settled(new Accepted(reply)),
        65 or 67 or 68 => new Settled(new Refused(reply)),
        75 => new Settled(new Deferred(reply)),
        _ => Failed(reply, null),
    };

    private Stopped Failed(string reply, string? cause) =>
        new(new Problem(ProblemKind.SendmailFailed, _options.Program, reply, Cause: cause));
}
