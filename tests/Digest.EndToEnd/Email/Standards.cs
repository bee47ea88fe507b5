using System.Text.Json;

namespace Digest.EndToEnd.Email;

/// <summary>Checks 9 and 10: valid HTML, and nothing that a mail program can't do unless its loss is known.</summary>
public sealed class Standards(Editions editions)
{
    private const string Validator = "vnu-jar/build/dist/vnu.jar";

    /// <summary>Outlook wants it, HTML doesn't know it; the other, v:, is not used.</summary>
    private const string OfficeNamespace = "Attribute “xmlns:o” not allowed here.";

    [Fact]
    public async Task The_validator_finds_no_error_but_the_namespace_for_Outlook()
    {
        var folder = await editions.FolderAsync();
        var messages = await ValidateAsync([.. Recipes.All.Keys.Select(name => Path.Combine(folder, $"{name}.html"))]);
        Assert.Equal(Recipes.All.Count, messages.Count(message => message.Message == OfficeNamespace));
        Faults.None(messages.Where(message => message is { Type: not "info" } && message.Message != OfficeNamespace).Select(message => message.ToString()));
    }

    [Fact]
    public async Task The_validator_finds_a_faulty_page_out()
    {
        var messages = await ValidateAsync(Tools.FileOf("faulty.html"));
        Assert.Contains(messages, message => message.Type == "error" && message.Message.Contains("“font” element is obsolete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_mail_program_does_not_support_is_known_with_its_reason()
    {
        var found = Read<List<Lack>>(await Tools.NodeAsync("clients.mjs", await editions.FolderAsync()));
        var known = Read<List<KnownLack>>(await File.ReadAllTextAsync(Tools.FileOf("unsupported.json"), TestContext.Current.CancellationToken));
        var allowed = known.SelectMany(lack => lack.Clients.Select(client => (lack.Feature, Client: client))).ToList();

        Assert.All(known, lack => Assert.True(lack.Reason.Length > 20, $"{lack.Feature} has no reason"));
        Assert.Equal(allowed.Count, allowed.Distinct().Count());
        Faults.None([
            .. found.Where(lack => !allowed.Contains((lack.Feature, lack.Client))).Select(lack => $"{lack.Client} does not support {lack.Feature}, which {lack.Edition} uses"),
            .. allowed.Except(found.Select(lack => (lack.Feature, lack.Client))).Select(lack => $"unsupported.json: {lack.Client} has no trouble with {lack.Feature} (any more)"),
        ]);
    }

    private static async Task<IReadOnlyList<Remark>> ValidateAsync(params string[] pages) =>
        Read<Report>(await Tools.JavaAsync(Validator, ["--format", "json", "--exit-zero-always", "--stdout", .. pages])).Messages;

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;

    private sealed record Report(IReadOnlyList<Remark> Messages);

    private sealed record Remark(string Type, string Message, string? Url, int? LastLine, string? Extract)
    {
        public override string ToString() => $"{Type}: {Path.GetFileName(Url)}:{LastLine}: {Message} {Extract}";
    }

    private sealed record Lack(string Edition, string Client, string Feature);

    private sealed record KnownLack(string Feature, IReadOnlyList<string> Clients, string Reason);
}
