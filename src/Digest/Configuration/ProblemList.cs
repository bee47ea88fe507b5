using Digest.News;

namespace Digest.Configuration;

/// <summary>Everything that is wrong with a configuration, so that it is all told at once.</summary>
/// <param name="file">The configuration as it was named.</param>
internal sealed class ProblemList(string file)
{
    private readonly List<(int Line, int Column, Problem Problem)> _problems = [];

    public void Add(ProblemKind kind, TomlValue at, string subject = "", string hint = "") => Add(kind, at.Line, at.Column, subject, hint);

    public void Add(ProblemKind kind, int line, int column, string subject = "", string hint = "") =>
        _problems.Add((line, column, new Problem(kind, Where(line, column), subject, hint)));

    public string Where(int line, int column) => $"{file}:{line}:{column}";

    /// <summary>Stops where anything is wrong, with all of it in the order in which it stands.</summary>
    public void Stop()
    {
        if (_problems.Count > 0)
        {
            throw new ProblemException([.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).Select(problem => problem.Problem)]);
        }
    }
}
