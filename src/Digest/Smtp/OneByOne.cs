using Digest.News;

namespace Digest.Smtp;

/// <summary>The mailing over what takes one message at a time.</summary>
internal static class OneByOne
{
    /// <summary>Gives message after message.</summary>
    /// <param name="mails">The messages.</param>
    /// <param name="where">What takes them, as a problem names it.</param>
    /// <param name="giveAsync">Gives one.</param>
    /// <param name="settle">Who hears of each outcome.</param>
    /// <param name="cancellation">Gives no further one.</param>
    /// <returns>Null where every message was tried, or none more was wanted; otherwise what stopped it.</returns>
    public static async Task<Problem?> RunAsync(
        IEnumerable<OutgoingMail> mails,
        string where,
        Func<OutgoingMail, Task<Attempt>> giveAsync,
        Func<OutgoingMail, Outcome, Task> settle,
        CancellationToken cancellation)
    {
        var tally = new Tally(where, settle);
        Problem? problem = null;
        foreach (var mail in mails)
        {
            if (problem is not null || cancellation.IsCancellationRequested)
            {
                break;
            }

            var attempt = await giveAsync(mail);
            problem = attempt switch
            {
                Settled settled => await tally.CountAsync(mail, settled.Outcome),
                Stopped stopped => stopped.Problem,
                _ => null,
            };
            if (attempt is Settled { Outcome: Deferred deferred })
            {
                await tally.PassOnAsync(mail, deferred);
            }
        }

        if (problem is null)
        {
            await tally.CloseAsync();
        }

        return problem;
    }
}
