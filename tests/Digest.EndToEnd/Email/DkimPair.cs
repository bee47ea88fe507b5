using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;

namespace Digest.EndToEnd.Email;

/// <summary>A key that signs, and what the domain's DNS says of it.</summary>
/// <param name="PrivatePem">The private key.</param>
/// <param name="Record">The TXT record of its selector (RFC 6376, 3.6.1).</param>
internal sealed record DkimPair(string PrivatePem, string Record)
{
    public static DkimPair Rsa { get; } = OfRsa();

    public static DkimPair Ed25519 { get; } = OfEd25519();

    private static DkimPair OfRsa()
    {
        using var key = RSA.Create(2048);
        return new(key.ExportPkcs8PrivateKeyPem(), $"v=DKIM1; k=rsa; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}");
    }

    private static DkimPair OfEd25519()
    {
        var key = new Ed25519PrivateKeyParameters(RandomNumberGenerator.GetBytes(32));
        var pem = PemEncoding.WriteString("PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(key).GetDerEncoded());
        return new(pem, $"v=DKIM1; k=ed25519; p={Convert.ToBase64String(key.GeneratePublicKey().GetEncoded())}");
    }
}
