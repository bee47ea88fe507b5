using Digest.News;

namespace Digest.Reporting;

/// <summary>A problem in words.</summary>
/// <param name="What">What happened and where; a full sentence.</param>
/// <param name="Remedy">What to do; a full sentence, or empty where nothing can be done.</param>
public sealed record Sentence(string What, string Remedy);

/// <summary>Every problem's sentence.</summary>
public static class Sentences
{
    /// <summary>Puts a problem into words.</summary>
    /// <param name="problem">The problem.</param>
    /// <returns>Its sentence.</returns>
    public static Sentence Of(Problem problem) =>
        ConfigurationSentences.Of(problem)
        ?? FeedSentences.Of(problem)
        ?? MailSentences.Of(problem)
        ?? LedgerSentences.Of(problem)
        ?? throw new ArgumentOutOfRangeException(nameof(problem), problem.Kind, "has no sentence");

    /// <summary>A text in quotation marks, or nothing for nothing.</summary>
    internal static string Quote(string text) => text.Length == 0 ? "" : $"\"{text}\"";

    /// <summary>What a server said, as the end of a sentence.</summary>
    internal static string Reply(string reply) => reply.Length == 0 ? "." : $": {reply.TrimEnd('.', ' ')}.";

    /// <summary>A reason in brackets, or nothing for nothing.</summary>
    internal static string Reason(string reason) => reason.Length == 0 ? "" : $" ({reason.TrimEnd('.', ' ')})";
}
