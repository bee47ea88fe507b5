using System.Globalization;
using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>How long a feed asks to be left alone: <c>ttl</c> (RSS 2.0), <c>sy:updatePeriod</c> and <c>sy:updateFrequency</c> (RSS 1.0's syndication module).</summary>
internal static class FeedPace
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(365);

    public static TimeSpan? Of(string? ttl, XElement channel)
    {
        if (int.TryParse(ttl, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var minutes) && minutes > 0)
        {
            return TimeSpan.FromMinutes(Math.Min(minutes, _longest.TotalMinutes));
        }

        TimeSpan? period = ((string?)channel.Element(Vocabulary.Syndication + "updatePeriod"))?.Trim().ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => _longest,
            _ => null,
        };
        var frequency = (string?)channel.Element(Vocabulary.Syndication + "updateFrequency");
        var often = int.TryParse(frequency, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var times)
            && times > 0 ? times : 1;
        return period / often;
    }
}
