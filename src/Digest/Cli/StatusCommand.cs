using System.CommandLine;

namespace Digest.Cli;

/// <summary><c>digest status</c>: how the feeds are, who is due when, what is on its way.</summary>
internal static class StatusCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("status", "Show how the feeds are, who is due when, and what is pending");
        command.SetAction(Invocation.Action(surroundings, Run));
        return command;
    }

    private static Task<int> Run(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        using var ledger = wiring.LedgerToRead();
        call.Screen.Status(Wiring.Overview(ledger, wiring.Plan).Standings(), wiring.Plan.Zone);
        return Task.FromResult(ExitCode.Done);
    }
}
