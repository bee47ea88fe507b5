using System.Security.Cryptography;
using Digest.News;
using Digest.Smtp;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace Digest.Tests.Smtp;

public sealed class Signatures
{
    private static readonly RSA _rsa = RSA.Create(2048);

    private static string Ed25519 { get; } = PemEncoding.WriteString(
        "PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(new Ed25519PrivateKeyParameters(new SecureRandom())).GetEncoded());

    public static TheoryData<string> Keys { get; } = [_rsa.ExportPkcs8PrivateKeyPem(), _rsa.ExportRSAPrivateKeyPem(), Ed25519];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_signed_message_verifies_as_it_arrived(string pem)
    {
        await using var server = new SmtpServer();

        var mailing = await Mailing.DeliverAsync(Signing(server, pem), Mailing.Mails(3));

        Assert.Null(mailing.Problem);
        Assert.Equal(3, server.Mails.Count);
        foreach (var mail in server.Mails)
        {
            using var message = await ReadAsync(mail);
            var verifier = new DkimVerifier(new KnownKey(pem)) { MinimumRsaKeyLength = 1024 };
            Assert.True(await verifier.VerifyAsync(message, message.Headers[0], TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Nothing_but_the_signature_is_added()
    {
        await using var server = new SmtpServer();
        var mail = Mailing.Mail();

        await Mailing.DeliverAsync(Signing(server, Ed25519), [mail]);

        var received = server.Mails.First().Bytes;
        var frozen = mail.ToBytes();
        Assert.True(received.Span.StartsWith("DKIM-Signature: v=1; a=ed25519-sha256;"u8));
        Assert.True(received.Span.EndsWith(frozen));
        using var message = await ReadAsync(server.Mails.First());
        Assert.Equal(HeaderId.DkimSignature, message.Headers[0].Id);
        Assert.Equal(HeaderId.From, message.Headers[1].Id);
    }

    [Fact]
    public async Task It_covers_what_a_reader_and_a_list_go_by()
    {
        await using var server = new SmtpServer();

        await Mailing.DeliverAsync(Signing(server, Ed25519), [Mailing.Mail()]);

        using var message = await ReadAsync(server.Mails.First());
        var signature = message.Headers[0].Value;
        Assert.Contains(
            "h=from:to:subject:date:message-id:mime-version:content-type:auto-submitted:x-digest-delivery"
            + ":list-id:list-unsubscribe:list-unsubscribe-post;",
            string.Concat(signature.Where(c => !char.IsWhiteSpace(c))),
            StringComparison.Ordinal);
        Assert.Contains("c=relaxed/relaxed", signature, StringComparison.Ordinal);
        Assert.Contains("d=example.org; s=digest;", signature, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_message_signed_a_day_later_is_the_same_bytes()
    {
        await using var server = new SmtpServer();

        foreach (var pem in Keys)
        {
            foreach (var days in (int[])[0, 1])
            {
                await Mailing.DeliverAsync(Signing(server, pem), [Mailing.Mail()], new FixedClock(Mailing.Date.AddDays(days)));
            }
        }

        Assert.Equal(3, server.Mails.Chunk(2).Count(pair => pair[0].Bytes.Span.SequenceEqual(pair[1].Bytes.Span)));
    }

    [Theory]
    [InlineData("no key at all", "PEM")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "neither")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----", "encrypted")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "public key")]
    public void A_key_that_cannot_sign_says_why_before_anything_is_sent(string pem, string why)
    {
        var options = new SmtpOptions
        {
            Host = "localhost",
            Port = 25,
            Security = SmtpSecurity.None,
            Dkim = new DkimOptions("example.org", "digest", pem),
        };

        var problem = Assert.Throws<ProblemException>(() => new SmtpMailer(options, TimeProvider.System)).Problems[0];

        Assert.Equal((ProblemKind.DkimKey, "digest._domainkey.example.org"), (problem.Kind, problem.Where));
        Assert.Contains(why, problem.Subject, StringComparison.Ordinal);
    }

    private static SmtpOptions Signing(SmtpServer server, string pem) =>
        Mailing.To(server) with { Dkim = new DkimOptions("example.org", "digest", pem) };

    private static async Task<MimeMessage> ReadAsync(ReceivedMail mail)
    {
        using var stream = new MemoryStream(mail.Bytes.ToArray());
        return await MimeMessage.LoadAsync(stream, TestContext.Current.CancellationToken);
    }

    /// <summary>What the domain's DNS would say.</summary>
    private sealed class KnownKey(string pem) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            Assert.Equal(("example.org", "digest"), (domain, selector));
            using var text = new StringReader(pem);
            using var reader = new PemReader(text);
            return reader.ReadObject() switch
            {
                AsymmetricCipherKeyPair pair => pair.Public,
                RsaPrivateCrtKeyParameters rsa => new RsaKeyParameters(false, rsa.Modulus, rsa.PublicExponent),
                Ed25519PrivateKeyParameters key => key.GeneratePublicKey(),
                _ => throw new NotSupportedException(),
            };
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
