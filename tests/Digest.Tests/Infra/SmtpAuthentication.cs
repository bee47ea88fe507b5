using System.Security.Cryptography;
using System.Text;

namespace Digest.Tests.Infra;

/// <summary>The server's side of AUTH (RFC 4954).</summary>
internal sealed class SmtpAuthentication(SmtpServer server, SmtpConversation conversation)
{
    private const int Iterations = 4096;

    /// <summary>True where the client has shown that it knows the password.</summary>
    public async Task<bool> RunAsync(string line)
    {
        var words = line.Split(' ');
        var initial = words.Length > 2 ? words[2] : null;
        return words[1].ToUpperInvariant() switch
        {
            "PLAIN" => Decode(initial ?? await AskAsync("")) == $"\0{server.Username}\0{server.Password}",
            "LOGIN" => Decode(initial ?? await AskAsync("Username:")) == server.Username && Decode(await AskAsync("Password:")) == server.Password,
            "CRAM-MD5" => await CramAsync(),
            "SCRAM-SHA-256" => await ScramAsync(Decode(initial ?? await AskAsync(""))),
            "XOAUTH2" => Decode(initial ?? await AskAsync("")) == $"user={server.Username}\u0001auth=Bearer {server.Password}\u0001\u0001",
            _ => false,
        };
    }

    private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));

    private async Task<string> AskAsync(string challenge)
    {
        await conversation.SendAsync("334 " + Convert.ToBase64String(Encoding.UTF8.GetBytes(challenge)));
        return await conversation.ReadLineAsync() ?? "";
    }

#pragma warning disable CA5351 // CRAM-MD5 is MD5 by its name (RFC 2195).
    private async Task<bool> CramAsync()
    {
        const string challenge = "<1896.697170952@loopback>";
        var answer = Decode(await AskAsync(challenge));
        var digest = HMACMD5.HashData(Encoding.UTF8.GetBytes(server.Password), Encoding.UTF8.GetBytes(challenge));
        return answer == $"{server.Username} {Convert.ToHexStringLower(digest)}";
    }
#pragma warning restore CA5351

    /// <summary>RFC 5802 with SHA-256 (RFC 7677), without channel binding.</summary>
    private async Task<bool> ScramAsync(string clientFirst)
    {
        var clientBare = clientFirst[(clientFirst.IndexOf(",,", StringComparison.Ordinal) + 2)..];
        var salt = "some salt"u8.ToArray();
        var nonce = clientBare[(clientBare.IndexOf("r=", StringComparison.Ordinal) + 2)..] + "server";
        var serverFirst = $"r={nonce},s={Convert.ToBase64String(salt)},i={Iterations}";
        var clientFinal = Decode(await AskAsync(serverFirst));
        var proofAt = clientFinal.LastIndexOf(",p=", StringComparison.Ordinal);
        var authMessage = Encoding.UTF8.GetBytes($"{clientBare},{serverFirst},{clientFinal[..proofAt]}");

        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(server.Password), salt, Iterations, HashAlgorithmName.SHA256, 32);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var signature = HMACSHA256.HashData(storedKey, authMessage);
        var clientKey = Convert.FromBase64String(clientFinal[(proofAt + 3)..]).Zip(signature, (a, b) => (byte)(a ^ b)).ToArray();
        if (!SHA256.HashData(clientKey).AsSpan().SequenceEqual(storedKey))
        {
            return false;
        }

        var verifier = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), authMessage);
        await AskAsync($"v={Convert.ToBase64String(verifier)}");
        return true;
    }
}
