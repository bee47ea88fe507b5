namespace Digest.News;

/// <summary>What a check-up found about one thing.</summary>
/// <param name="About">What was looked at.</param>
/// <param name="Detail">What was seen, where nothing is wrong.</param>
/// <param name="Problems">What is wrong; nothing where it is sound.</param>
public sealed record Finding(string About, string Detail, IReadOnlyList<Problem> Problems);
