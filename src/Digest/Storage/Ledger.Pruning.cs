namespace Digest.Storage;

/// <content>What the ledger forgets.</content>
public sealed partial class Ledger
{
    // A story's text is kept until every cursor has passed it, and this much longer.
    private static readonly TimeSpan _textFor = TimeSpan.FromDays(30);

    // A cursor that has not been dealt with for two of the longest schedules is that of someone who is no reader any more.
    private static readonly TimeSpan _readerFor = TimeSpan.FromDays(62);

    // An edition can be looked up and sent again for as long as this.
    private static readonly TimeSpan _editionsFor = TimeSpan.FromDays(90);

    private static readonly TimeSpan _runsFor = TimeSpan.FromDays(400);

    /// <summary>
    /// Forgets what nothing needs any more: the text of stories that every cursor passed a month ago (that they were seen
    /// stays known), editions of three months ago with their deliveries, runs of a year ago. Nothing pending is forgotten.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <returns>How many stories were forgotten.</returns>
    public int Prune(DateTimeOffset now) => Transact(() =>
    {
        const string Old = "SELECT id FROM edition WHERE made_at < $before AND NOT EXISTS (SELECT 1 FROM delivery WHERE edition = edition.id AND status = 'pending')";
        var before = ("$before", (object?)Ms(now - _editionsFor));
        Execute("DELETE FROM moved WHERE delivery IN (SELECT id FROM delivery WHERE delivery.id = moved.delivery AND status <> 'pending')");
        Execute($"DELETE FROM delivery WHERE edition IN ({Old})", before);
        Execute($"DELETE FROM edition_story WHERE edition IN ({Old})", before);
        Execute($"DELETE FROM edition WHERE id IN ({Old})", before);
        Execute("DELETE FROM run WHERE started_at < $before", ("$before", Ms(now - _runsFor)));
        return Execute(
            """
            DELETE FROM story WHERE first_seen < $before
              AND batch <= (SELECT coalesce(min(coalesce(cursor, 9223372036854775807)), 9223372036854775807) FROM follow WHERE edition_at >= $since)
            """,
            ("$before", Ms(now - _textFor)), ("$since", Ms(now - _readerFor)));
    });
}
