using System.CommandLine;
using System.Text;
using Digest.Composition;
using Digest.News;
using Digest.Reporting;
using Digest.Storage;

namespace Digest.Cli;

/// <summary><c>digest subscribers</c>: who receives the digest, beyond those whom the configuration names.</summary>
internal static class SubscribersCommand
{
    private static readonly Argument<string> _address = new("ADDRESS") { Description = "reader@example.org, or \"A Reader <reader@example.org>\"" };
    private static readonly Argument<string> _addressOrToken = new("ADDRESS") { Description = "The address, or the token of an unsubscribe link" };
    private static readonly Argument<string> _file = new("FILE") { Description = "A table (CSV): email,name,topics,schedule,timezone; topics with semicolons between" };
    private static readonly Option<string[]> _topics = new("--topic") { Description = "A topic to follow (default: all)", HelpName = "NAME" };
    private static readonly Option<string?> _name = new("--name") { Description = "The reader's name" };
    private static readonly Option<string?> _schedule = new("--schedule") { Description = "Such as \"daily 07:00\" (default: at every run)" };
    private static readonly Option<string?> _zone = new("--timezone") { Description = "Such as Asia/Seoul (default: the digest's)" };
    private static readonly Option<string?> _output = new("--output") { Description = "Where to (default: standard output)", HelpName = "FILE" };

    public static Command Create(Surroundings surroundings)
    {
        Command With(Command command, Func<Invocation, CancellationToken, Task<int>> action)
        {
            command.SetAction(Invocation.Action(surroundings, action));
            return command;
        }

        return new Command("subscribers", "Say who receives the digest, and who no longer does")
        {
            With(new("list", "List everyone, and when their next edition is due"), List),
            With(new("add", "Add a subscriber, or change one") { _address, _topics, _name, _schedule, _zone }, Add),
            With(new("remove", "Forget a subscriber") { _address }, Remove),
            With(new("import", "Add or change the subscribers of a table") { _file }, ImportAsync),
            With(new("export", "Write the ledger's subscribers as a table") { _output }, ExportAsync),
            With(new("unsubscribe", "Send someone nothing more, whatever is configured, imported or pending") { _addressOrToken }, Unsubscribe),
            With(new("restore", "Let someone have editions again who was suspended or had unsubscribed") { _address }, Restore),
        };
    }

    private static Task<int> List(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        using var ledger = wiring.LedgerToRead();
        call.Screen.Readers(Wiring.Overview(ledger, wiring.Plan).Readers(), wiring.Plan.Now);
        return Task.FromResult(ExitCode.Done);
    }

    private static Task<int> Add(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        var address = call.Parsed.GetRequiredValue(_address);
        var problems = new List<Problem>();
        var given = SubscriberFile.Subscriber(
            "subscribers add",
            (address, call.Parsed.GetValue(_name) ?? "", call.Parsed.GetValue(_topics) ?? [], call.Parsed.GetValue(_schedule) ?? "", call.Parsed.GetValue(_zone) ?? ""),
            wiring.Plan.Topics, problems) ?? throw new ProblemException(problems);
        NotConfigured(wiring, [given]);
        using var ledger = Ledger.Open(wiring.Settings.Ledger);
        if (ledger.Subscriber(given.Address) is { LeftAt: not null })
        {
            throw new ProblemException(new Problem(ProblemKind.SubscriberLeft, Subject: given.Address));
        }

        var isNew = ledger.SaveSubscribers([given]) > 0;
        call.Screen.Next($"{given.Address}: {(isNew ? "added" : "changed")}; follows {string.Join(", ", given.Topics!)}.");
        return Task.FromResult(ExitCode.Done);
    }

    private static Task<int> Remove(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        var address = Wiring.MailboxOf(call.Parsed.GetRequiredValue(_address)).Address;
        NotConfigured(wiring, [new Enrolled { Id = 0, Address = address }]);
        using var ledger = Ledger.Open(wiring.Settings.Ledger);
        if (!ledger.RemoveSubscriber(address))
        {
            throw new ProblemException(new Problem(ProblemKind.UnknownSubscriber, Subject: address));
        }

        call.Screen.Next($"{address}: removed.");
        return Task.FromResult(ExitCode.Done);
    }

    private static async Task<int> ImportAsync(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        var path = call.Parsed.GetRequiredValue(_file);
        var given = SubscriberFile.Read(await FileText.ReadAsync(path, cancellation), path, wiring.Plan.Topics);
        NotConfigured(wiring, given);
        using var ledger = Ledger.Open(wiring.Settings.Ledger);
        var added = ledger.SaveSubscribers(given);
        call.Screen.Next($"{Screen.Count(added, "subscriber", "subscribers")} added, {Screen.Count(given.Count - added, "was", "were")} there already.");
        if (given.Count(known => ledger.Subscriber(known.Address) is { LeftAt: not null }) is var gone and > 0)
        {
            call.Screen.Next($"{Screen.Count(gone, "of them has", "of them have")} unsubscribed and will get nothing.");
        }

        return ExitCode.Done;
    }

    private static async Task<int> ExportAsync(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        using var ledger = wiring.LedgerToRead();
        var own = ledger.Subscribers().Where(known => known.Topics is not null && known.LeftAt is null);
        if (call.Parsed.GetValue(_output) is not { } output)
        {
            SubscriberFile.Write(call.Manner.Output, own);
            return ExitCode.Done;
        }

        await using var text = new StringWriter { NewLine = "\n" };
        SubscriberFile.Write(text, own);
        await FileText.ReplaceAsync(Path.GetFullPath(output), Encoding.UTF8.GetBytes(text.ToString()), cancellation);
        call.Screen.Wrote(output, "the ledger's subscribers");
        return ExitCode.Done;
    }

    private static Task<int> Unsubscribe(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        using var ledger = Ledger.Open(wiring.Settings.Ledger);
        var given = call.Parsed.GetRequiredValue(_addressOrToken);
        var secret = ledger.Secret();
        var address = given.Contains('@', StringComparison.Ordinal) ? Wiring.MailboxOf(given).Address
            : ledger.AddressOf(given)
            ?? ledger.Subscribers().FirstOrDefault(known => LeaveToken.For(secret, known.Address) == given)?.Address
            ?? throw new ProblemException(new Problem(ProblemKind.UnknownSubscriber, Subject: given));
        var stopped = ledger.Unsubscribe(address, wiring.Plan.Now);
        call.Screen.Next($"{address}: unsubscribed; {Screen.Count(stopped, "pending message", "pending messages")} stopped.");
        return Task.FromResult(ExitCode.Done);
    }

    private static Task<int> Restore(Invocation call, CancellationToken cancellation)
    {
        using var wiring = Wiring.Of(call);
        using var ledger = Ledger.Open(wiring.Settings.Ledger);
        var address = Wiring.MailboxOf(call.Parsed.GetRequiredValue(_address)).Address;
        call.Screen.Next(ledger.Restore(address, wiring.Plan.Now) ? $"{address}: restored." : $"{address} is neither suspended nor unsubscribed.");
        return Task.FromResult(ExitCode.Done);
    }

    private static void NotConfigured(Wiring wiring, IReadOnlyList<Enrolled> given)
    {
        var configured = wiring.Settings.Subscribers.Select(subscriber => subscriber.Mailbox.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var twice = given.Where(known => configured.Contains(known.Address))
            .Select(known => new Problem(ProblemKind.SubscriberConfigured, wiring.Settings.File, known.Address)).ToList();
        if (twice.Count > 0)
        {
            throw new ProblemException(twice);
        }
    }
}
