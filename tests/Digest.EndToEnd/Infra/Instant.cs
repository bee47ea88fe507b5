namespace Digest.EndToEnd.Infra;

/// <summary>When a run is killed.</summary>
internal abstract record Instant;

/// <summary>So long after the program was started.</summary>
internal sealed record After(TimeSpan Delay) : Instant;

/// <summary>The server has met so many moments of a stage; null: of any.</summary>
internal sealed record At(int Count, SmtpStage? Stage = null) : Instant;
