using System.Text;
using Digest.News;

namespace Digest.Composition;

/// <summary>Writes a built-in set of templates out, for a person to change.</summary>
public static class TemplateExport
{
    /// <summary>Writes every file of a set into a folder; the folder is made, nothing that is there is overwritten.</summary>
    /// <param name="set">The set's name, such as <c>daily</c>.</param>
    /// <param name="folder">The folder's path.</param>
    /// <returns>The paths of the files written, in order of their names.</returns>
    /// <exception cref="ProblemException">
    /// There is no such set (<see cref="ProblemKind.TemplateMissing"/>); or a file is there already, each of them named
    /// (<see cref="ProblemKind.FileExists"/>), and nothing is written; or the folder can't be written (<see cref="ProblemKind.NotWritable"/>).
    /// </exception>
    public static IReadOnlyList<string> To(string set, string folder)
    {
        var files = TemplateFiles.BuiltIn(set).Select(file => (Path: Path.Combine(folder, file.Name), file.Text)).ToList();
        var there = files.Where(file => File.Exists(file.Path)).Select(file => new Problem(ProblemKind.FileExists, file.Path)).ToList();
        if (files.Count == 0 || there.Count > 0)
        {
            throw new ProblemException(there.Count > 0 ? there : [new(ProblemKind.TemplateMissing, set, "subject", "daily")]);
        }

        try
        {
            foreach (var (path, text) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.NotWritable, folder, Cause: failure.Message), failure);
        }

        return [.. files.Select(file => file.Path)];
    }
}
