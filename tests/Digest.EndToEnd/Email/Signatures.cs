using System.Text.Json;

namespace Digest.EndToEnd.Email;

/// <summary>Check 15: a verifier that shares no code with the signer takes the signature, and nothing else than what was signed.</summary>
public sealed class Signatures(Editions editions)
{
    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task The_signature_verifies_and_covers_what_a_list_is_known_by(string name)
    {
        var edition = await editions.OfAsync(name);
        using var mail = edition.Mail;

        var said = await Tools.PythonAsync("verify.py", edition.MailFile, edition.Recipe.Dkim.Record);
        var verdict = JsonSerializer.Deserialize<Verdict>(said, JsonSerializerOptions.Web)!;

        Assert.True(verdict.Verifies, said);
        Assert.Equal(["digest._domainkey.example.org."], verdict.Asked);
        Assert.Equal(edition.Recipe.Dkim == DkimPair.Rsa ? "rsa-sha256" : "ed25519-sha256", verdict.Algorithm);
        string[] always = ["from", "to", "subject", "date", "message-id", "mime-version", "content-type"];
        var lists = mail.Headers.Select(header => header.Field.ToLowerInvariant()).Where(field => field.StartsWith("list-", StringComparison.Ordinal)).ToList();
        Assert.Equal(edition.Recipe.LeaveUrl is null ? 2 : 3, lists.Count);
        Assert.Empty(always.Concat(lists).Except(verdict.Signed));
        Assert.Equal(["body", "list-unsubscribe", "subject"], verdict.Changed.Keys.Order(StringComparer.Ordinal));
        Assert.All(verdict.Changed, change => Assert.False(change.Value, $"one byte of the {change.Key} may change"));
    }

    [Fact]
    public void Both_kinds_of_key_sign() => Assert.Equal(2, Recipes.All.Values.Select(recipe => recipe.Dkim).Distinct().Count());

    private sealed record Verdict(bool Verifies, IReadOnlyList<string> Asked, IReadOnlyList<string> Signed, string Algorithm, IReadOnlyDictionary<string, bool> Changed);
}
