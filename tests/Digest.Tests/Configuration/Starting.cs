using System.Text.RegularExpressions;
using Digest.Configuration;

namespace Digest.Tests.Configuration;

public sealed partial class Starting
{
    public static TheoryData<string[], string[], string[]> Answers => new()
    {
        { [], [], [] },
        { ["North Korea"], ["https://example.org/asia.xml"], ["me@example.org"] },
        { ["Named"], [], ["A Reader <me@example.org>"] },
        { ["The \"North\"", "C:\\ and back"], ["https://example.org/a.xml", "file:b.xml"], ["me@example.org", "you@example.org"] },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_starting_configuration_reads_back_whatever_was_answered(string[] topics, string[] feeds, string[] to)
    {
        var settings = Read(Starter.Text(topics, feeds, to, "Asia/Seoul"));
        Assert.Equal(topics.Length == 0 ? ["North Korea"] : topics, settings.Topics.Select(topic => topic.Name));
        Assert.Equal(to.Length == 0 ? ["reader@example.org"] : to.Select(reader => Mailboxes.Read(reader)!.Address), settings.Subscribers.Select(reader => reader.Mailbox.Address));
        Assert.All(settings.Subscribers, reader => Assert.Equal("daily 07:00", reader.Schedule));
    }

    [Fact]
    public void Every_option_that_it_shows_is_one()
    {
        var uncommented = Commented().Replace(Starter.Text([], [], ["me@example.org"], "UTC"), "$1");
        var settings = Read(uncommented);
        Assert.NotNull(settings.Smtp!.Dkim);
        Assert.NotNull(settings.LeaveUrl);
        Assert.Equal(["North Korea"], settings.Topics[0].Include);
    }

    private static Settings Read(string text)
    {
        using var folder = new TempFolder();
        return SettingsReader.Read(folder.Write("digest.toml", text), schedule => Digest.Scheduling.Schedule.Parse(schedule) is not null, ["daily"]);
    }

    [GeneratedRegex(@"^# (\[?[a-z_.]+(\]| = ))", RegexOptions.Multiline)]
    private static partial Regex Commented();
}
