using Digest.News;

namespace Digest.Smtp;

/// <summary>What came of giving one message to one session.</summary>
internal abstract record Attempt;

/// <summary>The message is done with, for now.</summary>
/// <param name="Outcome">How.</param>
internal sealed record Settled(Outcome Outcome) : Attempt;

/// <summary>The session is gone, and the server has nothing of the message.</summary>
/// <param name="Why">What broke off.</param>
internal sealed record Lost(string Why) : Attempt;

/// <summary>No message will fare better.</summary>
/// <param name="Problem">Why.</param>
internal sealed record Stopped(Problem Problem) : Attempt;
