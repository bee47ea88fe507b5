using System.CommandLine;

namespace Digest.Cli;

/// <summary><c>digest fetch</c>: gathers, sends nothing.</summary>
internal static class FetchCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("fetch", "Fetch every feed and remember what is new; send nothing");
        command.SetAction(Invocation.Action(surroundings, Run));
        return command;
    }

    private static async Task<int> Run(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        return await wiring.RunOnLedgerAsync(new NoMailer(), run => run.FetchAsync(cancellation));
    }
}
