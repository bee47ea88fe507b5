using System.Text;
using Digest.News;
using Digest.Smtp;

namespace Digest.Tests.Smtp;

public sealed class OtherTransports : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Mailing _mailing = new();

    [Fact]
    public async Task A_folder_gets_each_message_as_the_bytes_of_the_wire()
    {
        var mail = Mailing.Mail();

        Assert.Null(await DeliverAsync(new FileMailer(_folder.File("out/x")), mail));

        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Matches(@"20261124T0700-reader@example\.org-[0-9a-f]{16}\.eml$", file);
        Assert.Equal(mail.ToBytes(), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.IsType<Accepted>(Assert.Single(_mailing.Outcomes));
    }

    [Fact]
    public async Task A_message_delivered_again_takes_its_own_place()
    {
        var mailer = new FileMailer(_folder.Path);

        await DeliverAsync(mailer, Mailing.Mail(), Mailing.Mail(), Mailing.Mail("other@example.org"));

        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        Assert.Equal(3, _mailing.Outcomes.OfType<Accepted>().Count());
    }

    [Fact]
    public async Task No_recipient_leads_out_of_the_folder()
    {
        await DeliverAsync(new FileMailer(_folder.File("out/x")), Mailing.Mail("../../etc/reader@example.org"));

        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(Path.Combine(_folder.Path, "out", "x"), Path.GetDirectoryName(file));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_stops_the_mailing()
    {
        var path = _folder.Write("file", "in the way");

        var problem = await DeliverAsync(new FileMailer(path), Mailing.Mail());

        Assert.Equal((ProblemKind.NotWritable, path), (problem?.Kind, problem?.Where));
        Assert.Empty(_mailing.Settled);
    }

    [Fact]
    public async Task A_maildir_gets_the_message_with_its_envelope_and_the_line_ends_of_unix()
    {
        var mail = Mailing.Mail();

        Assert.Null(await DeliverAsync(new MaildirMailer(_folder.Path), mail));

        Assert.Equal(["cur", "new", "tmp"], Directory.GetDirectories(_folder.Path).Select(Path.GetFileName).Order());
        var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_folder.File("new"))), TestContext.Current.CancellationToken);
        Assert.Equal(
            "Return-Path: <digest@example.org>\nDelivered-To: reader@example.org\n"
            + Encoding.UTF8.GetString(mail.ToBytes()).ReplaceLineEndings("\n"),
            text);
        Assert.Empty(Directory.GetFiles(_folder.File("tmp")));
    }

    [Fact]
    public async Task A_program_gets_the_message_on_its_standard_input_and_the_envelope_as_arguments()
    {
        var program = Program("printf '%s|' \"$@\" > \"$0.args\"; cat > \"$0.mail\"");
        var mail = Mailing.Mail();

        Assert.Null(await DeliverAsync(Sendmail(program), mail));

        Assert.IsType<Accepted>(Assert.Single(_mailing.Outcomes));
        Assert.Equal("-i|-f|digest@example.org|--|reader@example.org|", await ReadAsync(program + ".args"));
        Assert.Equal(Encoding.UTF8.GetString(mail.ToBytes()).ReplaceLineEndings("\n"), await ReadAsync(program + ".mail"));
    }

    [Theory]
    [InlineData(67, "Refused")]
    [InlineData(75, "Deferred")]
    public async Task A_programs_exit_code_says_what_came_of_the_message(int code, string outcome)
    {
        var program = Program($"cat > /dev/null; echo oh dear >&2; test $5 = reader1@example.org && exit {code}; exit 0");

        Assert.Null(await DeliverAsync(Sendmail(program), [.. Mailing.Mails(3)]));

        var (mail, came) = Assert.Single(_mailing.Settled, s => s.Outcome is not Accepted);
        Assert.Equal(("reader1@example.org", outcome), (mail.Recipient, came.GetType().Name));
        Assert.Contains("oh dear", came.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_does_not_work_stops_the_mailing()
    {
        var program = Program("echo no configuration >&2; exit 78");

        var problem = await DeliverAsync(Sendmail(program), [.. Mailing.Mails(3)]);

        Assert.Equal((ProblemKind.SendmailFailed, program, "78 no configuration"), (problem?.Kind, problem?.Where, problem?.Subject));
        Assert.Empty(_mailing.Settled);
    }

    [Fact]
    public async Task A_program_that_is_not_there_stops_the_mailing()
    {
        var problem = await DeliverAsync(Sendmail(_folder.File("nothing")), Mailing.Mail());

        Assert.Equal(ProblemKind.SendmailFailed, problem?.Kind);
        Assert.Empty(_mailing.Settled);
    }

    [Fact]
    public async Task A_program_that_hangs_leaves_its_message_in_doubt()
    {
        var mailer = new SendmailMailer(
            new SendmailOptions { Program = Program("exec sleep 600"), Timeout = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);

        Assert.Null(await DeliverAsync(mailer, Mailing.Mail()));

        Assert.IsType<InDoubt>(Assert.Single(_mailing.Outcomes));
    }

    public void Dispose() => _folder.Dispose();

    private static SendmailMailer Sendmail(string program) => new(new SendmailOptions { Program = program }, TimeProvider.System);

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

    private Task<Problem?> DeliverAsync(IMailer mailer, params OutgoingMail[] mails) =>
        mailer.DeliverAsync(mails, _ => true, _mailing.Settle, TestContext.Current.CancellationToken);

    /// <summary>A program that stands in for sendmail; where there is no shell, there is no sendmail either.</summary>
    private string Program(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sendmail");
        var path = _folder.Write("sendmail", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
