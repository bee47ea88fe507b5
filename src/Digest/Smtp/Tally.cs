using Digest.News;

namespace Digest.Smtp;

/// <summary>
/// Passes outcomes on, and notices a server that takes nothing from anyone. Until the first acceptance refusals are held
/// back: it may be the server that is wrong and not the recipients, and then no delivery fails for it.
/// </summary>
/// <param name="where">The server.</param>
/// <param name="settle">Who hears of each outcome.</param>
internal sealed class Tally(string where, Func<OutgoingMail, Outcome, Task> settle)
{
    private const int Patience = 20;

    private readonly Lock _lock = new();
    private readonly List<(OutgoingMail Mail, Refused Outcome)> _held = [];
    private bool _anyAccepted;
    private bool _anyFinal;
    private int _inVain;

    /// <summary>True where nothing but a temporary refusal was heard yet.</summary>
    public bool OnlyPutOff => !_anyAccepted && !_anyFinal;

    /// <summary>Begins to count anew.</summary>
    public void BeginRound() => _inVain = 0;

    /// <summary>Counts an outcome, and passes it on unless it is held back or was put off.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="outcome">What came of it.</param>
    /// <returns>A problem once the server has shown that it takes nothing.</returns>
    public async Task<Problem?> CountAsync(OutgoingMail mail, Outcome outcome)
    {
        IReadOnlyList<(OutgoingMail, Refused)> freed = [];
        bool hold, enough;
        lock (_lock)
        {
            if (outcome is Accepted && !_anyAccepted)
            {
                _anyAccepted = true;
                freed = [.. _held];
                _held.Clear();
            }

            hold = outcome is Refused && !_anyAccepted;
            if (hold)
            {
                _held.Add((mail, (Refused)outcome));
            }

            _anyFinal |= outcome is Refused or InDoubt;
            enough = !_anyAccepted && ++_inVain >= Patience;
        }

        // An acceptance comes first: until it is kept, the message might go out twice.
        if (!hold && outcome is not Deferred)
        {
            await settle(mail, outcome);
        }

        foreach (var (refused, refusal) in freed)
        {
            await settle(refused, refusal);
        }

        return enough ? new Problem(ProblemKind.SmtpRefusesAll, where, Said(outcome)) : null;
    }

    /// <summary>Passes an outcome on without counting it.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="outcome">What came of it.</param>
    /// <returns>When that is done.</returns>
    public Task PassOnAsync(OutgoingMail mail, Outcome outcome) => settle(mail, outcome);

    /// <summary>
    /// Passes on what was held back, at the end of a mailing that was not stopped: in one that was, nobody can tell whose
    /// fault the refusals were, and what was refused stays as if it had not been tried.
    /// </summary>
    /// <returns>When that is done.</returns>
    public async Task CloseAsync()
    {
        foreach (var (mail, outcome) in _held)
        {
            await settle(mail, outcome);
        }

        _held.Clear();
    }

    private static string Said(Outcome outcome) => outcome switch
    {
        Refused refused => refused.Reply,
        Deferred deferred => deferred.Reply,
        InDoubt doubt => doubt.Reply,
        _ => "",
    };
}
