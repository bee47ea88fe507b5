using Digest.News;

namespace Digest.Reporting;

/// <summary>What can be wrong with sending.</summary>
internal static class MailSentences
{
    public static Sentence? Of(Problem problem)
    {
        var (kind, where, subject, _, _) = problem;
        return kind switch
        {
            ProblemKind.SmtpUnreachable => new(
                $"The mail server {where} can't be reached{Sentences.Reply(subject)}",
                $"{Kept} Check `smtp.host` and `smtp.port`."),
            ProblemKind.SmtpBusy => new($"The mail server {where} takes no mail just now{Sentences.Reply(subject)}", Kept),
            ProblemKind.SmtpUnwilling => new($"The mail server {where} won't speak with this machine{Sentences.Reply(subject)}", $"{Kept} Ask who runs the server."),
            ProblemKind.SmtpNoMechanism => new(
                $"The mail server {where} offers no way to log in that digest knows{Sentences.Reply(subject)}",
                $"{Kept} Leave out `smtp.username` if it needs none."),
            ProblemKind.SmtpOwnCertificate => new($"{where}: the certificate can't be used.", "It must be in PEM form, with its private key."),
            ProblemKind.OAuthRefused => new($"{where} gives no access token{Sentences.Reply(subject)}", $"{Kept} Renew the consent that it asks for."),
            ProblemKind.SendmailFailed => new($"{where} took no mail{Sentences.Reply(subject)}", Kept),
            ProblemKind.SmtpCertificate => new(
                $"The certificate of the mail server {where} is not trusted{Sentences.Reply(subject)}",
                $"{Kept} Check that `smtp.host` is the name on the certificate, and that this machine trusts who signed it."),
            ProblemKind.SmtpNoStartTls => new(
                $"The mail server {where} offers no STARTTLS{Sentences.Reply(subject)}",
                $"{Kept} Set `smtp.security` to \"tls\" if it speaks TLS from the start, or to \"none\" if it is on this machine."),
            ProblemKind.SmtpPlainPassword => new(
                $"The password for {where} would go over the network unencrypted.",
                $"{Kept} Set `smtp.security` to \"starttls\" or \"tls\"."),
            ProblemKind.SmtpAuthentication => new(
                $"The mail server {where} refused user and password{Sentences.Reply(subject)}",
                $"{Kept} Check `smtp.username` and `smtp.password`."),
            ProblemKind.SmtpSender => new(
                $"The mail server {where} takes no mail from this sender{Sentences.Reply(subject)}",
                $"{Kept} Check `from` and `return_path`: it must be an address that this user may send from."),
            ProblemKind.SmtpRefused => new($"{where} was refused{Sentences.Reply(subject)}", "Check the address; this edition is not tried again for it."),
            ProblemKind.SmtpDeferred => new($"{where} was put off by the server{Sentences.Reply(subject)}", "It stays pending; the next run tries again."),
            ProblemKind.SmtpBroken => new($"The connection to the mail server {where} broke off{Sentences.Reply(subject)}", Kept),
            ProblemKind.SmtpRefusesAll => new($"The mail server {where} refuses one message after another{Sentences.Reply(subject)}", $"{Kept} Ask who runs the server."),
            ProblemKind.SmtpInDoubt => new(
                $"{where}: the server's answer to the message was never read{Sentences.Reply(subject)}",
                "It stays pending and goes again as the same bytes; a copy may arrive twice."),
            ProblemKind.MailExpired => new($"{where}: the edition could not be delivered in time.", "Its stories return to the next one."),
            ProblemKind.DkimKey => new($"{where}: the DKIM key can't be used{Sentences.Reply(subject)}", "It must be a private key in PEM form, RSA or Ed25519."),
            _ => null,
        };
    }

    private const string Kept = "Everything stays pending; the next run tries again.";
}
