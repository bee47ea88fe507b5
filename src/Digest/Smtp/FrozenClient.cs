using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MimeKit;

namespace Digest.Smtp;

/// <summary>
/// An SMTP client that leaves a frozen message as it is, and takes a certificate only if the system, or the one authority
/// that is asked for, vouches for it.
/// </summary>
internal sealed class FrozenClient : SmtpClient
{
    private readonly X509Certificate2Collection? _authority;

    /// <summary>Makes a client that isn't connected yet.</summary>
    /// <param name="credentials">Whom to trust, and what to show.</param>
    public FrozenClient(Credentials credentials)
    {
        _authority = credentials.Authority;
        ClientCertificates = credentials.Own;
        ServerCertificateValidationCallback = (_, _, chain, errors) => Trusts(chain, errors);

        // A mail must not depend on whether the authority's revocation server is up.
        CheckCertificateRevocation = false;
    }

    /// <summary>True once the server has shown a certificate.</summary>
    public bool Presented { get; private set; }

    /// <summary>Why its certificate is not trusted; null where it is, or none was shown.</summary>
    public string? Distrust { get; private set; }

    /// <summary>Where the server takes chunks, there are no dots to double (RFC 3030).</summary>
    protected override bool PreferSendAsBinaryData => Capabilities.HasFlag(SmtpCapabilities.Chunking);

    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        // It was encoded when it was frozen.
    }

    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(((FrozenMessage)message).Size);

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
    {
        var options = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
        if (_authority is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(_authority);
        }

        return options;
    }

    private bool Trusts(X509Chain? chain, SslPolicyErrors errors)
    {
        Presented = true;
        var reasons = chain?.ChainStatus.Select(status => status.StatusInformation.Trim()) ?? [];
        Distrust = errors switch
        {
            SslPolicyErrors.None => null,
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => "it shows none",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => "it is for another name",
            _ => string.Join("; ", reasons.Distinct()),
        };
        return Distrust is null;
    }
}
