using System.CommandLine;
using System.Globalization;
using Digest.News;
using Digest.Reporting;
using Digest.Storage;

namespace Digest.Cli;

/// <summary><c>digest history</c>: what was sent, what is still going out, and how to stop or repeat it.</summary>
internal static class HistoryCommand
{
    private static readonly Argument<long> _edition = new("EDITION") { Description = "The edition's number, as `digest history` lists it" };
    private static readonly Option<int> _limit = new("--limit") { Description = "How many editions (default: 20)", DefaultValueFactory = _ => 20 };
    private static readonly Option<string[]> _to = new("--to") { Description = "To whom (default: those to whom it was refused)", HelpName = "ADDRESS" };

    public static Command Create(Surroundings surroundings)
    {
        var show = new Command("show", "Show an edition's deliveries") { _edition };
        show.SetAction(Invocation.Action(surroundings, Show));
        var cancel = new Command("cancel", "Stop what is still going out of an edition; its stories return to the next one") { _edition };
        cancel.SetAction(Invocation.Action(surroundings, Cancel));
        var resend = new Command("resend", "Send an edition again, as it was frozen") { _edition, _to };
        resend.SetAction(Invocation.Action(surroundings, ResendAsync));
        var list = new Command("list", "List the last editions (the same as `digest history`)") { _limit };
        list.SetAction(Invocation.Action(surroundings, List));
        var command = new Command("history", "List the last editions, and what became of them") { list, show, cancel, resend, _limit };
        command.SetAction(Invocation.Action(surroundings, List));
        return command;
    }

    private static Task<int> List(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        using var ledger = wiring.LedgerToRead();
        call.Screen.History(ledger.Editions(Math.Max(1, call.Parsed.GetValue(_limit))), wiring.Plan.Zone);
        return Task.FromResult(ExitCode.Done);
    }

    private static Task<int> Show(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        using var ledger = wiring.LedgerToRead();
        call.Screen.Deliveries(DeliveriesOf(ledger, call.Parsed.GetRequiredValue(_edition)), wiring.Plan.Zone);
        return Task.FromResult(ExitCode.Done);
    }

    private static Task<int> Cancel(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        using var ledger = Ledger.Open(wiring.Settings.Ledger);
        var edition = call.Parsed.GetRequiredValue(_edition);
        var sent = DeliveriesOf(ledger, edition).Count(delivery => delivery.Status == "sent");
        var stopped = ledger.Cancel(edition);
        call.Screen.Next(stopped.Count > 0
            ? $"{Screen.Count(stopped.Count, "message", "messages")} cancelled, {sent:N0} had gone already. The stories return to those readers' next edition."
            : $"Nothing of edition {edition} is pending: {Screen.Count(sent, "message has", "messages have")} gone.");
        return Task.FromResult(ExitCode.Done);
    }

    private static async Task<int> ResendAsync(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        var id = call.Parsed.GetRequiredValue(_edition);
        var given = (call.Parsed.GetValue(_to) ?? []).Select(Wiring.MailboxOf).ToList();
        return await wiring.OneOffOnLedgerAsync(wiring.Server(), (run, ledger) => run.ResendAsync(
            ledger.EditionAt(id) ?? throw NoSuchEdition(ledger, id), given.Count > 0 ? given : Missed(DeliveriesOf(ledger, id), wiring, ledger), cancellation));
    }

    /// <summary>
    /// Those to whom it was refused, and who are not suspended. What expired or was cancelled is not repeated: its stories
    /// are in those readers' next edition.
    /// </summary>
    private static List<Mailbox> Missed(IReadOnlyList<PastDelivery> deliveries, Wiring wiring, Ledger ledger)
    {
        var missed = deliveries.GroupBy(delivery => delivery.Address, StringComparer.OrdinalIgnoreCase)
            .Where(all => all.All(delivery => delivery.Reason == "refused") && ledger.Subscriber(all.Key) is not { SuspendedAt: not null })
            .Select(all => new Mailbox(wiring.NameOf(all.Key, ledger), all.Key)).ToList();
        return missed.Count > 0 ? missed : throw new ProblemException(new Problem(
            ProblemKind.Usage, Subject: "There is nobody to whom this edition was refused", Hint: "`--to ADDRESS` sends it to someone again"));
    }

    private static IReadOnlyList<PastDelivery> DeliveriesOf(Ledger ledger, long edition) =>
        ledger.DeliveriesOf(edition) is { Count: > 0 } deliveries ? deliveries : throw NoSuchEdition(ledger, edition);

    private static ProblemException NoSuchEdition(Ledger ledger, long edition) =>
        new(new Problem(ProblemKind.NoSuchEdition, ledger.Path, edition.ToString(CultureInfo.InvariantCulture)));
}
