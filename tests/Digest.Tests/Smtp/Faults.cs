namespace Digest.Tests.Smtp;

/// <summary>The ways in which a server fails, by the words that tables use for them.</summary>
internal static class Faults
{
    /// <summary>The cells of a table: each with the word of its row and that of its column; "-" is no cell.</summary>
    public static IEnumerable<(SmtpStage Stage, string Fault, string Cell)> Cells(string table)
    {
        var rows = table.Split('\n').Select(row => row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        return
            from row in rows.Skip(1)
            from cell in rows[0].Zip(row.Skip(1))
            where cell.Second != "-"
            select (Enum.Parse<SmtpStage>(row[0]), cell.First, cell.Second);
    }

    public static SmtpFault Of(string name, SmtpStage stage, TrialClock clock) => name switch
    {
        "silence" => new Silence(stage <= SmtpStage.Greeting ? () => { } : clock.RunOut),
        "drop" => SmtpFault.Drop,
        "reset" => SmtpFault.Reset,
        "garbage" => SmtpFault.Garbage,
        "no end" => new Endless("250-and"),
        _ => new Says($"{name} 4.3.2 as you see"),
    };

    /// <summary>
    /// The server can't tell when the client has begun to wait for a greeting, so that wait is over at once; the others are
    /// when the server keeps silent.
    /// </summary>
    /// <param name="now">When the clock begins.</param>
    /// <param name="name">The fault.</param>
    /// <param name="stage">Its stage.</param>
    /// <param name="skips">Which other waits are over at once.</param>
    public static TrialClock Clock(DateTimeOffset now, string name, SmtpStage stage, params IReadOnlyList<TimeSpan> skips) =>
        new(now, wait => skips.Contains(wait) || (name == "silence" && stage <= SmtpStage.Greeting && wait == TimeSpan.FromMinutes(5)));
}
