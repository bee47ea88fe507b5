using System.Text.Json;

[assembly: AssemblyFixture(typeof(Digest.EndToEnd.Email.Editions))]

namespace Digest.EndToEnd.Email;

/// <summary>The six editions as the program previews them, made and looked at once, when the first test asks.</summary>
public sealed class Editions : IDisposable
{
    /// <summary>The page with every fault that the checks in the browser look for, so that each is seen to find it.</summary>
    internal const string Faulty = "faulty";

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, Lazy<Task<Edition>>> _made;
    private readonly Lazy<Task<IReadOnlyDictionary<string, OnScreen>>> _measured;

    public Editions()
    {
        _made = Recipes.All.ToDictionary(recipe => recipe.Key, recipe => new Lazy<Task<Edition>>(() => Edition.MakeAsync(recipe.Value, _folder, recipe.Key)));
        _measured = new(MeasureAsync);
    }

    public static TheoryData<string> Names => [.. Recipes.All.Keys];

    internal Task<Edition> OfAsync(string name) => _made[name].Value;

    /// <summary>What Chromium makes of an edition's page.</summary>
    internal async Task<OnScreen> OnScreenAsync(string name) => (await _measured.Value)[name];

    /// <summary>The folder with every edition's files: NAME.html, NAME.txt, NAME.eml.</summary>
    internal async Task<string> FolderAsync()
    {
        await Task.WhenAll(_made.Values.Select(made => made.Value));
        return _folder.Path;
    }

    public void Dispose() => _folder.Dispose();

    private async Task<IReadOnlyDictionary<string, OnScreen>> MeasureAsync()
    {
        var (chromium, folder) = (Tools.Chromium, await FolderAsync());
        string[] screenshots = Environment.GetEnvironmentVariable("DIGEST_SCREENSHOTS") is { Length: > 0 } wanted ? [Path.GetFullPath(wanted, Sources.Root)] : [];
        var said = await Tools.NodeAsync("measure.mjs", [chromium, folder, .. screenshots]);
        return JsonSerializer.Deserialize<Dictionary<string, OnScreen>>(said, JsonSerializerOptions.Web)!;
    }
}
