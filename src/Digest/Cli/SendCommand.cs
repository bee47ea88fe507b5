using System.CommandLine;
using Digest.Steps;

namespace Digest.Cli;

/// <summary><c>digest send</c>: a one-off, now.</summary>
internal static class SendCommand
{
    private static readonly Option<string[]> _topics = new("--topic") { Description = "A topic of it (default: all)", HelpName = "NAME" };
    private static readonly Option<string[]> _to = new("--to") { Description = "Who receives it", HelpName = "ADDRESS", Required = true };
    private static readonly Option<string?> _since = new("--since") { Description = "How far back it reaches, such as 24h or 7d", HelpName = "AGE" };

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("send", "Send one edition now, whatever is due: it moves nobody's window") { _topics, _to, _since };
        command.SetAction(Invocation.Action(surroundings, Run));
        return command;
    }

    private static async Task<int> Run(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        var oneOff = new OneOff(
            wiring.TopicsNamed(call.Parsed.GetValue(_topics) ?? []),
            [.. (call.Parsed.GetValue(_to) ?? []).Select(Wiring.MailboxOf)],
            Wiring.AgeOf("--since", call.Parsed.GetValue(_since)));
        return await wiring.OneOffOnLedgerAsync(wiring.Server(), (run, _) => run.SendAsync(oneOff, cancellation));
    }
}
