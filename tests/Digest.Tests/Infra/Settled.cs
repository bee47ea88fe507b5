using Digest.News;
using Digest.Storage;

namespace Digest.Tests.Infra;

/// <summary>Settles an outcome and waits until it is on the disk.</summary>
internal static class Settled
{
    public static Settlement Settle(this Ledger ledger, long delivery, Outcome outcome, DateTimeOffset now) =>
        ledger.SettleAsync(delivery, outcome, now).GetAwaiter().GetResult();
}
