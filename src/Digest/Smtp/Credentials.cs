using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Digest.News;

namespace Digest.Smtp;

/// <summary>What proves who is who: read once, shared by all connections.</summary>
/// <param name="Key">What signs messages, or null.</param>
/// <param name="Authority">The authorities that the server's certificate must come from; null: the system's.</param>
/// <param name="Own">What we show the server, or null.</param>
internal sealed record Credentials(DkimKey? Key, X509Certificate2Collection? Authority, X509Certificate2Collection? Own)
{
    /// <summary>Reads what the options give.</summary>
    /// <param name="options">The options.</param>
    /// <returns>All of it.</returns>
    /// <exception cref="ProblemException">A key or certificate can't be used.</exception>
    public static Credentials Read(SmtpOptions options) => new(
        options.Dkim is { } dkim ? DkimKey.Read(dkim) : null,
        options.Authority is { } authority ? ReadAuthority(authority) : null,
        options.ClientCertificate is { } own ? ReadOwn(own) : null);

    private static X509Certificate2Collection ReadAuthority(string pem)
    {
        var authority = new X509Certificate2Collection();
        try
        {
            authority.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw Unusable(nameof(SmtpOptions.Authority), e.Message, e);
        }

        return authority.Count > 0 ? authority : throw Unusable(nameof(SmtpOptions.Authority), "there is no certificate in it");
    }

    private static X509Certificate2Collection ReadOwn(string pem)
    {
        try
        {
            // By way of PKCS#12, because Windows shows only certificates whose keys it keeps itself.
            using var own = X509Certificate2.CreateFromPem(pem, pem);
            return X509CertificateLoader.LoadPkcs12Collection(own.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Unusable(nameof(SmtpOptions.ClientCertificate), e.Message, e);
        }
    }

    private static ProblemException Unusable(string which, string why, Exception? inner = null) =>
        new(new Problem(ProblemKind.SmtpOwnCertificate, which, Cause: why), inner);
}
