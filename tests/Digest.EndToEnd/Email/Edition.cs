using MimeKit;

namespace Digest.EndToEnd.Email;

/// <summary>One edition as three previews wrote it.</summary>
internal sealed class Edition
{
    public required Recipe Recipe { get; init; }

    /// <summary>The .eml file.</summary>
    public required string MailFile { get; init; }

    /// <summary>The .txt file's text.</summary>
    public required string Text { get; init; }

    public byte[] MailBytes => File.ReadAllBytes(MailFile);

    public MimeMessage Mail => MimeMessage.Load(MailFile);

    /// <summary>Lets the program preview a recipe that stands in a folder; the ending of the output says as what.</summary>
    public static async Task PreviewAsync(string folder, string output, IReadOnlyDictionary<string, string>? environment = null)
    {
        var ended = await DigestProgram.RunWithAsync(environment ?? new Dictionary<string, string>(), folder, "preview", "--now", Recipe.Now, "--output", output);
        Assert.True(ended is { ExitCode: 0, Output: "" }, $"{output}: exit code {ended.ExitCode}\n{ended.Output}{ended.Error}");
    }

    /// <summary>Makes a recipe's previews as NAME.html, NAME.txt and NAME.eml.</summary>
    public static async Task<Edition> MakeAsync(Recipe recipe, TempFolder into, string name)
    {
        using var folder = new TempFolder();
        recipe.WriteTo(folder);
        var files = new[] { "html", "txt", "eml" }.Select(ending => into.File($"{name}.{ending}")).ToList();
        await Task.WhenAll(files.Select(file => PreviewAsync(folder.Path, file)));
        return new() { Recipe = recipe, MailFile = files[2], Text = await File.ReadAllTextAsync(files[1]) };
    }
}
