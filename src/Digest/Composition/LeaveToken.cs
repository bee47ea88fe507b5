using System.Security.Cryptography;
using System.Text;
using Digest.News;

namespace Digest.Composition;

/// <summary>What names a subscriber to the address behind <c>unsubscribe.url</c>, and tells nobody else who it is.</summary>
public static class LeaveToken
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The token of an address: the same for ever, and not to be had without the secret (HMAC-SHA256).</summary>
    /// <param name="secret">The ledger's secret; any length.</param>
    /// <param name="address">The subscriber's address; its case doesn't matter.</param>
    /// <returns><see cref="Token.Length"/> characters, each a digit or a small letter.</returns>
    public static string For(ReadOnlySpan<byte> secret, string address)
    {
        var hash = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(address.ToLowerInvariant()));
        return string.Create(Token.Length, hash, static (token, hash) =>
        {
            for (var i = 0; i < token.Length; i++)
            {
                token[i] = Alphabet[hash[i] % Alphabet.Length];
            }
        });
    }
}
