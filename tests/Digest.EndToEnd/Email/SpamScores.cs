using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Digest.EndToEnd.Email;

/// <summary>Check 16: SpamAssassin, by its local rules alone, sees nothing amiss.</summary>
public sealed partial class SpamScores(Editions editions)
{
    private const double Most = 1.0;

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task The_score_is_low_and_the_message_well_built(string name)
    {
        var (score, rules) = await JudgeAsync(Encoding.Latin1.GetString((await editions.OfAsync(name)).MailBytes));
        Assert.True(score <= Most, $"{score}: {string.Join(", ", rules)}");
        // Every message has HTML: without this rule the others were not tried either.
        Assert.Contains("HTML_MESSAGE", rules);
        Faults.None(rules.Where(rule => rule is "MPART_ALT_DIFF" or "HTML_IMAGE_ONLY" || rule.StartsWith("MISSING_", StringComparison.Ordinal)
            || rule.StartsWith("HTML_IMAGE_ONLY_", StringComparison.Ordinal) || rule.StartsWith("MPART_ALT_DIFF_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_badly_built_message_is_found_out()
    {
        var (score, rules) = await JudgeAsync("Subject: CHEAP PILLS\r\nContent-Type: text/html\r\n\r\n<html><img src=\"http://example.org/a.gif\"></html>\r\n");
        Assert.True(score > Most, $"{score}: {string.Join(", ", rules)}");
        Assert.Contains(rules, rule => rule.StartsWith("MISSING_", StringComparison.Ordinal));
    }

    private static async Task<(double Score, IReadOnlyList<string> Rules)> JudgeAsync(string message)
    {
        var judged = await Tools.RunAsync(Machine.Program("/usr/bin/spamassassin", "spamassassin"), message, "-L", "-t");
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(judged));
        using var mail = await MimeMessage.LoadAsync(stream, TestContext.Current.CancellationToken);
        var status = Status().Match(mail.Headers["X-Spam-Status"] ?? "");
        Assert.True(status.Success, judged);
        return (
            double.Parse(status.Groups["score"].Value, CultureInfo.InvariantCulture),
            status.Groups["rules"].Value.Split([',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(@"score=(?<score>-?[0-9.]+) required=[0-9.]+\s+tests=(?<rules>[A-Z0-9_,\s]+)\s(autolearn|version)=")]
    private static partial Regex Status();
}
