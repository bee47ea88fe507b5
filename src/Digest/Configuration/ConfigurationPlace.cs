using Digest.News;

namespace Digest.Configuration;

/// <summary>Where the configuration is.</summary>
public static class ConfigurationPlace
{
    /// <summary>Finds it: as given, else <c>./digest.toml</c>, else in the user's configuration folder.</summary>
    /// <param name="given">What <c>--config</c> names; null: nothing.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="ProblemException">There is none.</exception>
    public static string Find(string? given)
    {
        string[] places = given is not null ? [given] : ["digest.toml", Path.Combine(UserFolder(), "digest", "digest.toml")];
        return places.FirstOrDefault(File.Exists)
            ?? throw new ProblemException(new Problem(
                ProblemKind.NoConfiguration,
                given is not null ? $"{given} is not there" : $"neither {string.Join(" nor ", places)} is there"));
    }

    // XDG on Unix (~/.config where XDG_CONFIG_HOME is not set), %APPDATA% on Windows: .NET knows both.
    private static string UserFolder() => Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
}
