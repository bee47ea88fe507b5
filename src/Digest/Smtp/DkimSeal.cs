using System.Security.Cryptography;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Digest.Smtp;

/// <summary>
/// Signs messages (RFC 6376, RFC 8463), relaxed both ways. The signature carries the message's own date, so that the same
/// message signed again is the same bytes. Not for several threads at once.
/// </summary>
internal sealed class DkimSeal : DkimSigner, IDisposable
{
    private static readonly string[] _signed =
        ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted", "Feedback-ID", "X-Digest-Delivery"];

    private readonly RsaHashSigner? _rsa;
    private DateTimeOffset _date;

    private DkimSeal(DkimOptions options, DkimKey key)
        : base(key.Parameter, options.Domain, options.Selector, Algorithm(key))
    {
        HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        _rsa = key.Rsa is null ? null : new RsaHashSigner(key.Rsa);
    }

    /// <summary>Readies a signer.</summary>
    /// <param name="options">The names that go into the signature, or null.</param>
    /// <param name="key">The key, or null.</param>
    /// <returns>The signer; null where nothing is to be signed.</returns>
    public static DkimSeal? For(DkimOptions? options, DkimKey? key) =>
        options is null || key is null ? null : new DkimSeal(options, key);

    /// <summary>Puts a signature in front of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="date">The moment of its Date field.</param>
    public void Seal(FrozenMessage message, DateTimeOffset date)
    {
        _date = date;
        var lists = message.Headers.Select(header => header.Field).Where(field => field.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
        var present = _signed.Where(field => message.Headers.Contains(field) || message.Body!.Headers.Contains(field));
        Sign(message, [.. present, .. lists]);
    }

    public void Dispose() => _rsa?.Dispose();

    protected override long GetTimestamp() => _date.ToUnixTimeSeconds();

    protected override ISigner CreateSigningContext() => _rsa ?? base.CreateSigningContext();

    private static DkimSignatureAlgorithm Algorithm(DkimKey key) =>
        key.Rsa is null ? DkimSignatureAlgorithm.Ed25519Sha256 : DkimSignatureAlgorithm.RsaSha256;

    /// <summary>The base class library's RSA behind BouncyCastle's interface: eight times as fast.</summary>
    private sealed class RsaHashSigner(RSA rsa) : ISigner, IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public string AlgorithmName => "SHA-256withRSA";

        public void Init(bool forSigning, ICipherParameters parameters) => Reset();

        public void Update(byte input) => _hash.AppendData([input]);

        public void BlockUpdate(byte[] input, int inOff, int inLen) => _hash.AppendData(input, inOff, inLen);

        public void BlockUpdate(ReadOnlySpan<byte> input) => _hash.AppendData(input);

        public int GetMaxSignatureSize() => rsa.KeySize / 8;

        public byte[] GenerateSignature() =>
            rsa.SignHash(_hash.GetHashAndReset(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        public bool VerifySignature(byte[] signature) =>
            rsa.VerifyHash(_hash.GetHashAndReset(), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        public void Reset() => _hash.GetHashAndReset();

        public void Dispose() => _hash.Dispose();
    }
}
