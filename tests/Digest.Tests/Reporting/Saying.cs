using Digest.News;
using Digest.Reporting;

namespace Digest.Tests.Reporting;

public sealed class Saying
{
    public static TheoryData<ProblemKind> Kinds => [.. Enum.GetValues<ProblemKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_problem_has_a_full_sentence_for_what_happened_and_one_for_what_to_do(ProblemKind kind)
    {
        var (what, remedy) = Sentences.Of(new Problem(kind, "place", "subject", "hint"));
        Assert.Matches(@"^[^\s].*\.$", what);
        Assert.Matches(@"^[^\s].*[.?]$", remedy);
        Assert.DoesNotContain("..", what, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sentence_reads_well_without_subject_and_hint(ProblemKind kind)
    {
        var (what, remedy) = Sentences.Of(new Problem(kind, "place"));
        Assert.DoesNotContain("()", what + remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(": .", what + remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_cron_a_run_that_went_well_says_nothing() =>
        Assert.Equal("", Said(Report with { Editions = [Edition], Mails = [Mail(new Accepted("250 ok"))] }, unattended: true));

    [Fact]
    public void Under_cron_a_feed_that_failed_is_no_news_until_it_stays_broken()
    {
        var good = new FeedDone(A.Read(A.Wire), 0, IsNewlyBroken: false);
        var bad = new FeedDone(A.Failed(A.Post, A.Morning), 0, IsNewlyBroken: false);
        Assert.Equal("", Said(Report with { Feeds = [good, bad] }, unattended: true));
        Assert.Contains("post.xml", Said(Report with { Feeds = [good, bad with { IsNewlyBroken = true }] }, unattended: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Under_cron_a_run_without_any_readable_feed_is_news() =>
        Assert.Contains("post.xml", Said(Report with { Feeds = [new FeedDone(A.Failed(A.Post, A.Morning), 0, false)] }, unattended: true), StringComparison.Ordinal);

    [Fact]
    public void Under_cron_a_message_that_was_refused_is_news() =>
        Assert.Contains("reader@example.org was refused: 550 no such user.", Said(Report with { Mails = [Mail(new Refused("550 no such user"))] }, unattended: true), StringComparison.Ordinal);

    [Fact]
    public void Under_cron_a_message_that_is_put_off_again_is_no_news() =>
        Assert.Equal("", Said(Report with { Mails = [Mail(new Deferred("450 later")) with { IsNews = false }] }, unattended: true));

    [Fact]
    public void A_person_hears_what_was_sent()
    {
        var said = Said(Report with { Editions = [Edition], Sent = 1, Mails = [Mail(new Accepted("250 ok"))] });
        Assert.Equal("\"North Korea: Corvette\": 8 stories for 1 reader.\nSent 1 message.\n", said);
    }

    [Fact]
    public void A_person_hears_that_nothing_is_new_and_when_the_last_story_was()
    {
        var said = Said(Report with { NoNews = [new NoNews(["reader@example.org"], 1, ["North Korea"], A.Morning)] });
        Assert.Equal("Nothing new on North Korea; the last story was on 2023-09-05 at 07:00 UTC. No mail to reader@example.org.\n", said);
    }

    [Fact]
    public void Who_interrupts_a_run_hears_that_nothing_is_lost() =>
        Assert.Equal("Interrupted: what was done is kept, and the next run goes on from there.\n", Said(Report with { Result = RunResult.Interrupted }));

    [Fact]
    public void A_program_gets_one_object_a_line()
    {
        using var output = new StringWriter();
        new Screen(new Manner { Output = output, Error = TextWriter.Null, IsJson = true }).Report(Report with { Sent = 1, Mails = [Mail(new Accepted("250 ok"))] });
        Assert.Equal(
            """
            {"command":"run","now":"2023-09-05T07:00:00+00:00","result":"done","feeds":[],"editions":[],"noNews":[],"sent":1,"notSent":0,"deliveries":[{"to":"reader@example.org","messageId":"id@example.org","outcome":"accepted","reply":"250 ok"}],"expired":[],"pending":0,"problems":[]}

            """,
            output.ToString());
    }

    [Fact]
    public void What_a_feed_or_a_server_says_cannot_steer_the_terminal()
    {
        var said = Said(Report with { Mails = [Mail(new Refused("550 \e[2Jno\r\nmail"))], Editions = [Edition with { Subject = "A\e]0;title\a" }] });
        Assert.DoesNotContain('\e', said);
        Assert.DoesNotContain('\a', said);
        Assert.DoesNotContain("no\r\nmail", said, StringComparison.Ordinal);
    }

    private static RunReport Report => new() { Command = "run", Now = A.Morning, Result = RunResult.Done };

    private static EditionFrozen Edition => new("North Korea: Corvette", 8, 20_000, 1);

    private static MailDone Mail(Outcome outcome) => new("reader@example.org", "id@example.org", outcome);

    private static string Said(RunReport report, bool unattended = false)
    {
        using var both = new StringWriter { NewLine = "\n" };
        new Screen(new Manner { Output = both, Error = both, IsUnattended = unattended }).Report(report);
        return both.ToString();
    }
}
