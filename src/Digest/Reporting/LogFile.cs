using System.Globalization;
using Digest.News;

namespace Digest.Reporting;

/// <summary>The log that <c>--log</c> names: a line for each event and problem, with the time that it was written.</summary>
public sealed class LogFile : IProgress<RunEvent>, IDisposable
{
    private readonly StreamWriter _file;
    private readonly TimeProvider _clock;

    private LogFile(StreamWriter file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
    }

    /// <summary>Opens a log to add to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">For the time on each line.</param>
    /// <returns>The log, to be disposed of.</returns>
    /// <exception cref="ProblemException">The file can't be written.</exception>
    public static LogFile Open(string path, TimeProvider clock)
    {
        try
        {
            return new LogFile(new StreamWriter(path, append: true) { AutoFlush = true }, clock);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.NotWritable, path, Cause: e.Message), e);
        }
    }

    /// <inheritdoc/>
    public void Report(RunEvent value) => Write(Narration.Of(value));

    /// <summary>Adds a problem that stopped the command.</summary>
    /// <param name="problem">The problem.</param>
    public void Problem(Problem problem) => Write(Sentences.Of(problem).What);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // One event, one line, whatever a feed or a server put into it.
    private void Write(string line) => _file.WriteLine(
        $"{_clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {Plain.Of(line)}");
}
