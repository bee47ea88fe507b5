using System.CommandLine;
using Digest.News;

namespace Digest.Cli;

/// <summary><c>digest run</c>: the scheduled run.</summary>
internal static class RunCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("run", "Send every edition that is due (what cron calls)");
        command.SetAction(Invocation.Action(surroundings, Run));
        return command;
    }

    private static async Task<int> Run(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        return await wiring.RunOnLedgerAsync(wiring.Server(), run => run.RunAsync(cancellation), ledger =>
        {
            if (wiring.Plan.Readers.Count == 0 && ledger.CountPending() == 0 && !ledger.Subscribers().Any(subscriber => subscriber.Topics is not null))
            {
                throw new ProblemException(new Problem(ProblemKind.NoSubscribers, wiring.Settings.File));
            }
        });
    }
}
