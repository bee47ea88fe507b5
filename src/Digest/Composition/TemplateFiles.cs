using System.Text;
using Digest.News;

namespace Digest.Composition;

/// <summary>One file of a set.</summary>
/// <param name="Path">Its path, for a person.</param>
/// <param name="Name">Its path within the set, with slashes.</param>
/// <param name="Text">What it holds.</param>
internal sealed record TemplateFile(string Path, string Name, string Text)
{
    /// <summary>True for a template.</summary>
    public bool IsTemplate => Name.EndsWith(".scriban", StringComparison.Ordinal);

    /// <summary>True for a file of words.</summary>
    public bool IsWords => Name.StartsWith("words/", StringComparison.Ordinal) && Name.EndsWith(".txt", StringComparison.Ordinal);

    /// <summary>By what it is asked for: a template's name without ending, or a language.</summary>
    public string Key => IsWords ? Name["words/".Length..^".txt".Length].ToLowerInvariant() : Name.Replace(".scriban", "", StringComparison.Ordinal);
}

/// <summary>Where sets of templates come from.</summary>
internal static class TemplateFiles
{
    /// <summary>The files of a set that is embedded in the program, in order of their names; none where there is no such set.</summary>
    public static IReadOnlyList<TemplateFile> BuiltIn(string set)
    {
        var assembly = typeof(TemplateFiles).Assembly;
        var prefix = $"templates/{set}/";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Select(resource => (Resource: resource, Name: resource.Replace('\\', '/')))
                .Where(file => file.Name.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(file.Resource)!, Encoding.UTF8);
                    return new TemplateFile(file.Name, file.Name[prefix.Length..], reader.ReadToEnd());
                }),
        ];
    }

    /// <summary>The templates and words in a folder and the folders in it, in order of their names.</summary>
    /// <exception cref="ProblemException">The folder, or a file in it, can't be read.</exception>
    public static IReadOnlyList<TemplateFile> InFolder(string folder)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
                    .Where(file => file.Name.EndsWith(".scriban", StringComparison.Ordinal) || file.Name.EndsWith(".txt", StringComparison.Ordinal))
                    .OrderBy(file => file.Name, StringComparer.Ordinal)
                    .Select(file => new TemplateFile(file.Path, file.Name, File.ReadAllText(file.Path))),
            ];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.UnreadableFile, folder, Cause: unreadable.Message), unreadable);
        }
    }
}
