using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Digest.Tests.Infra;

/// <summary>A certificate authority that nobody trusts unasked, and what it vouches for.</summary>
public static class TestAuthority
{
    private static readonly X509Certificate2 _root = MakeRoot();

    /// <summary>The authority itself, in PEM.</summary>
    public static string Pem => _root.ExportCertificatePem();

    /// <summary>A certificate for this machine's loopback.</summary>
    public static X509Certificate2 Loopback { get; } = Issue("localhost", IPAddress.Loopback);

    /// <summary>The same with its private key, in PEM.</summary>
    public static string LoopbackPem { get; } = ExportWithKey(Loopback);

    /// <summary>A certificate for another machine.</summary>
    public static X509Certificate2 Elsewhere { get; } = Issue("elsewhere.example.org", null);

    /// <summary>A certificate for a client, with its private key, in PEM.</summary>
    public static string ClientPem { get; } = ExportWithKey(Issue("client.example.org", null));

    private static string ExportWithKey(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem();
    }

    private static X509Certificate2 MakeRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
    }

    private static X509Certificate2 Issue(string name, IPAddress? address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(
            _root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
