using System.Security.Cryptography;
using Digest.News;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Digest.Smtp;

/// <summary>A private key that signs.</summary>
/// <param name="Parameter">The key as MimeKit takes it.</param>
/// <param name="Rsa">The same key for the base class library, which is the faster signer; null where it is Ed25519.</param>
internal sealed record DkimKey(AsymmetricKeyParameter Parameter, RSA? Rsa)
{
    /// <summary>Verifiers take no signature by a shorter RSA key (RFC 8301, 3.2).</summary>
    private const int ShortestRsa = 1024;

    /// <summary>Reads a key.</summary>
    /// <param name="options">The key with its names.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ProblemException">It is no key that can sign.</exception>
    public static DkimKey Read(DkimOptions options)
    {
        var pem = options.PrivateKeyPem;
        if (!PemEncoding.TryFind(pem, out var fields))
        {
            throw Unusable(options, "it is not in PEM");
        }

        var label = pem[fields.Label];
        if (label == "ENCRYPTED PRIVATE KEY" || pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw Unusable(options, "it is encrypted");
        }

        if (label is not ("PRIVATE KEY" or "RSA PRIVATE KEY"))
        {
            throw Unusable(options, $"it is a {label.ToLowerInvariant()}, not a private key");
        }

        return OfEd25519(label, Convert.FromBase64String(pem[fields.Base64Data])) ?? OfRsa(options);
    }

    private static DkimKey? OfEd25519(string label, byte[] der)
    {
        try
        {
            return label == "PRIVATE KEY" && PrivateKeyFactory.CreateKey(der) is Ed25519PrivateKeyParameters key ? new(key, null) : null;
        }
        catch (Exception e) when (e is SecurityUtilityException or ArgumentException or IOException or InvalidCastException)
        {
            return null;
        }
    }

    private static DkimKey OfRsa(DkimOptions options)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(options.PrivateKeyPem);
            var key = rsa.KeySize >= ShortestRsa
                ? new DkimKey(DotNetUtilities.GetRsaKeyPair(rsa).Private, rsa)
                : throw Unusable(options, $"its {rsa.KeySize} bits are too few");
            rsa = null;
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Unusable(options, "it is neither an RSA nor an Ed25519 key", e);
        }
        finally
        {
            rsa?.Dispose();
        }
    }

    private static ProblemException Unusable(DkimOptions options, string why, Exception? inner = null) =>
        new(new Problem(ProblemKind.DkimKey, options.ToString(), why, Cause: inner?.Message), inner);
}
