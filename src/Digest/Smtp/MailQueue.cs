using Digest.News;

namespace Digest.Smtp;

/// <summary>The messages still to be tried, shared by all connections.</summary>
/// <param name="mails">The messages, drawn as they are needed.</param>
/// <param name="isWanted">Whether one that was drawn earlier is still to go.</param>
internal sealed class MailQueue(IEnumerable<OutgoingMail> mails, Func<OutgoingMail, bool> isWanted) : IDisposable
{
    /// <summary>As many put-off messages are kept for another try in this run; more would be kept in memory for nothing.</summary>
    private const int MostPutOff = 1000;

    private readonly Lock _lock = new();
    private readonly IEnumerator<OutgoingMail> _mails = mails.GetEnumerator();
    private readonly Queue<OutgoingMail> _returned = [];
    private readonly List<(OutgoingMail Mail, Deferred Outcome)> _putOff = [];

    /// <summary>Whether messages wait for another try.</summary>
    public bool AnyPutOff
    {
        get
        {
            lock (_lock)
            {
                return _putOff.Count > 0;
            }
        }
    }

    /// <summary>Draws a message.</summary>
    /// <returns>The message; null where there is none left.</returns>
    public OutgoingMail? Take()
    {
        lock (_lock)
        {
            while (_returned.TryDequeue(out var returned))
            {
                if (isWanted(returned))
                {
                    return returned;
                }
            }

            return _mails.MoveNext() ? _mails.Current : null;
        }
    }

    /// <summary>Gives back a message that was not tried.</summary>
    /// <param name="mail">The message.</param>
    public void Return(OutgoingMail mail)
    {
        lock (_lock)
        {
            _returned.Enqueue(mail);
        }
    }

    /// <summary>Whether a message is left that was not tried.</summary>
    /// <returns>True where <see cref="Take"/> would find one.</returns>
    public bool AnyLeft()
    {
        if (Take() is not { } mail)
        {
            return false;
        }

        Return(mail);
        return true;
    }

    /// <summary>Keeps a message that the server put off for another try.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="outcome">What the server said.</param>
    /// <returns>False where too many are kept already.</returns>
    public bool PutOff(OutgoingMail mail, Deferred outcome)
    {
        lock (_lock)
        {
            if (_putOff.Count >= MostPutOff)
            {
                return false;
            }

            _putOff.Add((mail, outcome));
            return true;
        }
    }

    /// <summary>Makes the messages that were put off untried again.</summary>
    public void TryPutOffAgain()
    {
        foreach (var (mail, _) in TakePutOff())
        {
            Return(mail);
        }
    }

    /// <summary>Hands out the messages that were put off, for good.</summary>
    /// <returns>Each with what the server said.</returns>
    public IReadOnlyList<(OutgoingMail Mail, Deferred Outcome)> TakePutOff()
    {
        lock (_lock)
        {
            var all = _putOff.ToList();
            _putOff.Clear();
            return all;
        }
    }

    public void Dispose() => _mails.Dispose();
}
