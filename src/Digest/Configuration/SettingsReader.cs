using System.Text;
using System.Text.RegularExpressions;
using Digest.News;

namespace Digest.Configuration;

/// <summary>Reads <c>digest.toml</c>.</summary>
public static partial class SettingsReader
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a configuration, or tells everything that is wrong with it at once.</summary>
    /// <param name="file">Its path; problems name it as it is given here.</param>
    /// <param name="isSchedule">Whether a text is a schedule.</param>
    /// <param name="templates">The names of the built-in template sets.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ProblemException">Something is wrong with it: all of it, with line and column, in order.</exception>
    public static Settings Read(string file, Func<string, bool> isSchedule, IReadOnlyList<string> templates)
    {
        var problems = new ProblemList(file);
        var text = TextOf(file);
        var lines = text.Split('\n');
        var root = Toml.Read(text, (line, column, message) => problems.Add(
            ProblemKind.TomlSyntax, line, column, MayHoldSecret(lines.ElementAtOrDefault(line - 1) ?? "") ? "the value can't be read" : message));
        problems.Stop();

        var path = Path.GetFullPath(file);
        var reader = new TableReader(root, problems);
        var settings = new Sections(reader, problems, Path.GetDirectoryName(path)!, isSchedule, templates).Read(path);
        problems.Stop();
        return settings;
    }

    /// <summary>Whether a text has the form of a language tag (BCP 47): a language of two or three letters, then subtags.</summary>
    internal static bool IsLanguage(string text) => LanguageForm().IsMatch(text);

    // The parser's messages repeat what they stumble over, and that may be a password.
    private static bool MayHoldSecret(string line) => SecretForm().IsMatch(line);

    private static string TextOf(string file)
    {
        try
        {
            return _strict.GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new ProblemException(new Problem(ProblemKind.UnreadableFile, file, "it is not UTF-8", Cause: e.Message), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.UnreadableFile, file, Cause: e.Message), e);
        }
    }

    [GeneratedRegex("pass|secret|token|key|user", RegexOptions.IgnoreCase)]
    private static partial Regex SecretForm();

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageForm();
}
