using Digest.News;

namespace Digest.Tests.Composition;

public sealed class Languages
{
    [Theory]
    [InlineData("en", "Tuesday September 5 2023", "One new story from one source, from Monday 07:00 to Tuesday 07:00 KST.", "Monday 4 September, 18:40 KST", "Stop everything")]
    [InlineData("de", "Dienstag, 5. September 2023", "Eine neue Meldung aus einer Quelle, von Montag 07:00 bis Dienstag 07:00 KST.", "Montag, 4. September, 18:40 KST", "Alles abbestellen")]
    [InlineData("fr", "mardi 5 septembre 2023", "Un nouvel article d’une source, de lundi 07:00 à mardi 07:00 KST.", "lundi 4 septembre, 18:40 KST", "Tout arrêter")]
    [InlineData("es", "martes 5 de septiembre de 2023", "Una noticia nueva de una fuente, de lunes 07:00 a martes 07:00 KST.", "lunes 4 de septiembre, 18:40 KST", "Dejarlo todo")]
    [InlineData("ko", "2023년 9월 5일 화요일", "월요일 07:00부터 화요일 07:00 KST까지, 매체 1곳의 새 기사 1건입니다.", "9월 4일 월요일 18:40 KST", "모두 그만 받기")]
    [InlineData("ja", "2023年9月5日 火曜日", "月曜日 07:00から火曜日 07:00 KSTまで、1媒体の新着記事1本です。", "9月4日（月曜日）18:40 KST", "すべて停止")]
    public void Words_and_dates_are_in_the_subscribers_language(string language, string date, string sentence, string time, string stop)
    {
        var html = Html(language);

        Assert.Contains($"<html lang=\"{language}\" dir=\"ltr\"", html, StringComparison.Ordinal);
        Assert.All([date, sentence, time, stop], words => Assert.Contains(words, html, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("KO", "ko")]
    [InlineData("tlh", "en")]
    public void A_language_that_has_no_words_of_its_own_gets_the_nearest(string asked, string given) =>
        Assert.Contains($"<html lang=\"{given}\"", Html(asked), StringComparison.Ordinal);

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ko")]
    [InlineData("ja")]
    public void Every_language_has_every_word_and_every_gap(string language)
    {
        var english = Read("en");
        var other = Read(language);

        Assert.All(english.Where(word => other.ContainsKey(word.Key) || !word.Key.EndsWith(".one", StringComparison.Ordinal)), word =>
        {
            Assert.True(other.ContainsKey(word.Key), word.Key);
            if (word.Key is not ("sources.one" or "date" or "moment" or "moment_with_year" or "near" or "far"))
            {
                Assert.Equal(Gaps(word.Value), Gaps(other[word.Key]));
            }
        });
    }

    [Fact]
    public void The_first_of_a_month_is_written_as_the_French_do()
    {
        var lineup = Sample.Lineup(Sample.Story()) with { Language = "fr", Now = Sample.At("2023-10-01T07:00+09:00") };

        Assert.Contains("dimanche 1er octobre 2023", Sample.Mail(lineup).Html, StringComparison.Ordinal);
    }

    private static string Html(string language) =>
        Sample.Mail(Sample.Lineup(Sample.Story()) with { Language = language }).Html!.Replace('\u00A0', ' ');

    private static Dictionary<string, string> Read(string language)
    {
        using var resource = typeof(Topic).Assembly.GetManifestResourceStream($"templates/daily/words/{language}.txt")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(pair => pair[0], pair => pair[1]);
    }

    private static IEnumerable<string> Gaps(string words) =>
        System.Text.RegularExpressions.Regex.Matches(words, "{[a-z]+}").Select(match => match.Value).Order(StringComparer.Ordinal);
}
