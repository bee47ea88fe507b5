using System.CommandLine;
using System.Diagnostics;
using Digest.Composition;
using Digest.News;
using Digest.Reporting;
using Digest.Steps;
using Digest.Storage;

namespace Digest.Cli;

/// <summary><c>digest preview</c>: the dry run, written to a file; it changes nothing.</summary>
internal static class PreviewCommand
{
    private static readonly Option<string?> _subscriber = new("--subscriber") { Description = "Whose edition (default: the first subscriber's)", HelpName = "EMAIL" };
    private static readonly Option<string[]> _topics = new("--topic") { Description = "Of these topics alone, as a first edition", HelpName = "NAME" };
    private static readonly Option<string?> _output = new("--output") { Description = "Where to: .html, .txt or .eml (default: text on standard output)", HelpName = "FILE" };
    private static readonly Option<bool> _open = new("--open") { Description = "Open the file that was written" };

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("preview", "Write to a file what a run would send now; change nothing") { _subscriber, _topics, _output, _open };
        command.SetAction(Invocation.Action(surroundings, Run));
        return command;
    }

    private static async Task<int> Run(Invocation call, CancellationToken cancellation)
    {
        var output = call.Parsed.GetValue(_output);
        Check(output, call.Parsed.GetValue(_open));
        using var wiring = Wiring.Of(call);
        using var scratch = Ledger.OpenScratch(wiring.Settings.Ledger);
        var mailer = new PreviewMailer();
        var (reader, madeUp) = ReaderOf(call, wiring, scratch);
        var report = await wiring.RunAsync(scratch, mailer, run => run.PreviewAsync(reader, madeUp, cancellation));
        call.Screen.Report(report);
        if (mailer.Mail is { } mail)
        {
            await WriteAsync(call, wiring.Signed(mail), output, report);
        }

        return ExitCode.Of(report.Result);
    }

    private static void Check(string? output, bool open)
    {
        if (output is not null && Path.GetExtension(output).ToUpperInvariant() is not (".HTML" or ".HTM" or ".TXT" or ".EML"))
        {
            throw new ProblemException(new Problem(ProblemKind.Usage, Subject: $"A preview can't be written as \"{output}\"", Hint: "Its name must end in .html, .txt or .eml"));
        }

        if (output is null && open)
        {
            throw new ProblemException(new Problem(ProblemKind.Usage, Subject: "There is no file to open", Hint: "Add `--output FILE`"));
        }
    }

    private static (string? Reader, Reader? MadeUp) ReaderOf(Invocation call, Wiring wiring, Ledger scratch)
    {
        var topics = call.Parsed.GetValue(_topics) ?? [];
        var address = call.Parsed.GetValue(_subscriber)
            ?? (wiring.Plan.Readers is [var first, ..] ? first.Subscriber.Mailbox.Address : null)
            ?? scratch.Subscribers().FirstOrDefault(subscriber => subscriber.Topics is not null)?.Address;
        if (topics.Length == 0 && address is not null)
        {
            return (address, null);
        }

        // A reader of the preview's own: someone who follows these topics from today.
        var like = address is null ? null : wiring.Configured(address) ?? Readership.ToRead(scratch, wiring.Plan).At(address)?.Reader.Subscriber;
        return (null, new Reader(
            new Subscriber
            {
                Mailbox = like?.Mailbox ?? (address is null ? wiring.Settings.From : Wiring.MailboxOf(address)),
                Topics = [.. wiring.TopicsNamed(topics).Select(topic => topic.Name)],
                Zone = like?.Zone ?? wiring.Settings.Zone,
            },
            Schedule: null));
    }

    private static async Task WriteAsync(Invocation call, byte[] message, string? output, RunReport report)
    {
        var parts = MailParts.Read(message);
        if (output is null)
        {
            if (!call.Manner.IsJson)
            {
                await call.Manner.Output.WriteAsync(parts.Text);
            }

            return;
        }

        try
        {
            await (Path.GetExtension(output).ToUpperInvariant() switch
            {
                ".EML" => File.WriteAllBytesAsync(output, message, CancellationToken.None),
                ".TXT" => File.WriteAllTextAsync(output, parts.Text, CancellationToken.None),
                _ => File.WriteAllTextAsync(output, parts.Html, CancellationToken.None),
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.NotWritable, Path.GetFullPath(output), Cause: e.Message), e);
        }

        call.Screen.Wrote(output, $"\"{parts.Subject}\", {Screen.Count(report.Editions[0].Stories, "story", "stories")}");
        if (call.Parsed.GetValue(_open))
        {
            Process.Start(new ProcessStartInfo(Path.GetFullPath(output)) { UseShellExecute = true })?.Dispose();
        }
    }
}
