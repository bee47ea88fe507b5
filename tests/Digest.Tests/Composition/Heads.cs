using System.Text;
using Digest.Composition;
using Digest.News;
using MimeKit;

namespace Digest.Tests.Composition;

public sealed class Heads
{
    private static readonly Edition _edition = Sample.Composer().Compose(Sample.Lineup(Sample.Story()));

    [Fact]
    public void A_head_names_everyone_and_everything_once()
    {
        var message = Read(Sample.Options, Sample.Reader);

        Assert.Equal("\"Daily Digest\" <digest@example.org>", message.From.ToString());
        Assert.Equal("\"A Reader\" <reader@example.org>", message.To.ToString());
        Assert.Equal(_edition.Subject, message.Subject);
        Assert.Equal(Sample.Morning, message.Date);
        Assert.Equal("Daily Digest <digest.example.org>", message.Headers[HeaderId.ListId]!);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal($"<{message.MessageId}>", message.Headers["X-Digest-Delivery"]);
        Assert.Null(message.InReplyTo);
        Assert.All(message.Headers.GroupBy(header => header.Field, StringComparer.OrdinalIgnoreCase), field => Assert.Single(field));
    }

    [Fact]
    public void A_feedback_id_stands_there_where_one_is_asked_for_and_only_there()
    {
        Assert.Equal("daily:news:example", Read(Sample.Options with { FeedbackId = "daily:news:example" }, Sample.Reader).Headers["Feedback-ID"]);
        Assert.Null(Read(Sample.Options, Sample.Reader).Headers["Feedback-ID"]);
    }

    [Fact]
    public void One_click_and_mail_stand_side_by_side_with_comma_and_space()
    {
        var value = Read(Sample.Options, Sample.Reader).Headers[HeaderId.ListUnsubscribe];

        Assert.Matches("^<https://example.org/leave/[0-9a-z]{32}>, <mailto:digest\\+leave@example.org\\?subject=Stop%20everything>$", value);
    }

    [Fact]
    public void Every_line_ends_in_CRLF_and_there_is_no_empty_line()
    {
        var head = Encoding.ASCII.GetString(Head(Sample.Options, Sample.Reader).Bytes.Span);

        Assert.EndsWith("auto-generated\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', head.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(head.Split("\r\n"), line => Assert.InRange(line.Length, 0, 200));
    }

    [Fact]
    public void A_message_id_is_the_same_again_and_another_for_another_delivery()
    {
        var composer = Sample.Composer();
        string Id(Mailbox to, DateTimeOffset date, int ordinal) => composer.HeadFor(_edition, to, date, ordinal, "").MessageId;

        var id = Id(Sample.Reader, Sample.Morning, 0);
        Assert.Equal(id, Id(Sample.Reader, Sample.Morning, 0));
        Assert.NotEqual(id, Id(Sample.Reader with { Address = "other@example.org" }, Sample.Morning, 0));
        Assert.NotEqual(id, Id(Sample.Reader, Sample.Morning.AddSeconds(1), 0));
        Assert.NotEqual(id, Id(Sample.Reader, Sample.Morning, 1));
        Assert.EndsWith("@example.org", id, StringComparison.Ordinal);
        Assert.DoesNotContain("reader", id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("조간 뉴스")]
    [InlineData("Zürcher, \"Tages\" <Schau>")]
    [InlineData("News\r\nBcc: victim@example.org")]
    [InlineData("A very long title that goes on and on until it has to be folded over more than a single line of the header")]
    public void A_title_of_any_kind_arrives_as_it_is_and_adds_no_header(string title)
    {
        var message = Read(Sample.Options with { Title = title, From = new(title, "digest@example.org") }, Sample.Reader);

        var line = title.Replace("\r\n", " ", StringComparison.Ordinal);
        Assert.Equal(line, Assert.IsType<MailboxAddress>(message.From.Single()).Name);
        Assert.Equal(line, Assert.IsType<MailboxAddress>(InternetAddressList.Parse(message.Headers[HeaderId.ListId]!).Single()).Name);
        Assert.Empty(message.Bcc);
    }

    [Fact]
    public void An_international_domain_goes_as_punycode()
    {
        var head = Head(Sample.Options with { From = new("Post", "post@bücher.example") }, new("Leser", "leser@müller.example"));
        var text = Encoding.ASCII.GetString(head.Bytes.Span);

        Assert.Contains("<post@xn--bcher-kva.example>", text, StringComparison.Ordinal);
        Assert.Contains("<leser@xn--mller-kva.example>", text, StringComparison.Ordinal);
        Assert.EndsWith("@xn--bcher-kva.example", head.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leave_address_on_an_international_domain_goes_as_punycode_too()
    {
        var value = Read(Sample.Options with { LeaveAddress = "stop@bücher.example", LeaveUrl = null }, Sample.Reader).Headers[HeaderId.ListUnsubscribe];

        Assert.Equal("<mailto:stop@xn--bcher-kva.example?subject=Stop%20everything>", value);
    }

    private static Head Head(ComposerOptions options, Mailbox to) =>
        Sample.Composer(options).HeadFor(_edition, to, Sample.Morning, 0, new string('t', Token.Length));

    private static MimeMessage Read(ComposerOptions options, Mailbox to)
    {
        using var stream = new MemoryStream([.. Head(options, to).Bytes.Span, .. _edition.Body.Span]);
        return MimeMessage.Load(stream);
    }
}
