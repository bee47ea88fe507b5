using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Digest.News;

namespace Digest.Configuration;

/// <summary>
/// Where a secret is kept: <c>env:NAME</c>, <c>file:PATH</c> or <c>command:PROGRAM ARG…</c>. It is fetched when it is
/// needed and never printed, logged or stored.
/// </summary>
public sealed class Secret
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly string _source;
    private readonly string _where;
    private readonly string _folder;

    internal Secret(string source, string where, string folder)
    {
        _source = source;
        _where = where;
        _folder = folder;
    }

    /// <summary>Fetches it.</summary>
    /// <returns>The secret; a line end behind it is left off.</returns>
    /// <exception cref="ProblemException">Its source gives nothing.</exception>
    public string Resolve() => Split() switch
    {
        ("env", var name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : throw Missing("it is not set"),
        ("file", var path) => OfFile(Path.Combine(_folder, path)),
        ("command", var line) => OfCommand(line),
        _ => _source,
    };

    /// <summary>Where it is kept, never what it is.</summary>
    /// <returns>The source.</returns>
    public override string ToString() => IsReference(_source) ? _source : "a text";

    /// <summary>Whether a text names a place rather than being a secret.</summary>
    internal static bool IsReference(string text) =>
        text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal) || text.StartsWith("command:", StringComparison.Ordinal);

    private (string Kind, string Place) Split() =>
        IsReference(_source) ? (_source[.._source.IndexOf(':', StringComparison.Ordinal)], _source[(_source.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()) : ("", _source);

    private string OfFile(string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n') is { Length: > 0 } value ? value : throw Missing("the file is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing("the file can't be read", e);
        }
    }

    private string OfCommand(string line)
    {
        var words = Words(line);

        // A program with a path is looked for from the configuration, as everything in it is; one without, on the PATH.
        var program = words[0].AsSpan().ContainsAny('/', '\\') ? Path.Combine(_folder, words[0]) : words[0];
        if (program.Length == 0)
        {
            throw Missing("it names no program");
        }

        var start = new ProcessStartInfo(program, words.Skip(1)) { RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = _folder };
        try
        {
            using var process = Process.Start(start) ?? throw Missing("it did not start");
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!output.Wait(_patience) || !process.WaitForExit(_patience))
            {
                process.Kill(entireProcessTree: true);
                throw Missing($"it took longer than {_patience.TotalSeconds:0} seconds");
            }

            return (process.ExitCode, output.Result.Split('\n')[0].TrimEnd('\r')) switch
            {
                (0, { Length: > 0 } value) => value,
                (0, _) => throw Missing("it printed nothing"),
                var (code, _) => throw Missing($"it ended with {code}"),
            };
        }
        catch (Win32Exception e)
        {
            throw Missing("there is no such program", e);
        }
    }

    // Words as a shell would part them, with quotes but without a shell: nothing else in them has a meaning.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, isWord) = ('\0', false);
        foreach (var c in line)
        {
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                isWord = false;
            }
            else if (c == quote || (quote == '\0' && c is '"' or '\''))
            {
                quote = quote == '\0' ? c : '\0';
                isWord = true;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (isWord || words.Count == 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    private ProblemException Missing(string why, Exception? cause = null) =>
        new(new Problem(ProblemKind.MissingSecret, _where, _source, why, cause?.Message), cause);
}
