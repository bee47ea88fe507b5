
namespace Digest.Tests.Smtp;

public sealed class Pacing
{
    [Fact]
    public async Task No_minute_has_more_messages_than_it_may()
    {
        await using var server = new SmtpServer();
        var clock = new TrialClock(Mailing.Date, wait => wait == TimeSpan.FromSeconds(10));
        var sent = new List<DateTimeOffset>();
        server.Script = moment =>
        {
            if (moment.Stage == SmtpStage.Mail)
            {
                sent.Add(clock.GetUtcNow());
            }

            return null;
        };

        await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 1, MaxPerMinute = 6 }, Mailing.Mails(20), clock);

        Assert.Equal(20, sent.Count);
        Assert.All(sent.Zip(sent.Skip(6)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(1)));
        Assert.True(sent[^1] - sent[0] < TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task All_connections_share_one_limit()
    {
        await using var server = new SmtpServer();
        var clock = new TrialClock(Mailing.Date, wait => wait < TimeSpan.FromSeconds(5));

        await Mailing.DeliverAsync(Mailing.To(server) with { Connections = 4, MaxPerMinute = 600 }, Mailing.Mails(30), clock);

        Assert.Equal(30, server.Mails.Count);
        Assert.True(clock.GetUtcNow() - Mailing.Date >= TimeSpan.FromSeconds(2.9));
    }

    [Fact]
    public async Task Without_a_limit_nothing_waits()
    {
        await using var server = new SmtpServer();
        var clock = new TrialClock(Mailing.Date, _ => false);

        await Mailing.DeliverAsync(Mailing.To(server), Mailing.Mails(5), clock);

        Assert.Equal(5, server.Mails.Count);
        Assert.Empty(clock.Over);
    }
}
