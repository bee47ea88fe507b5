using CsCheck;
using Digest.Configuration;
using Digest.News;

namespace Digest.Tests.Configuration;

public sealed class Reading : IDisposable
{
    private const string Least = """
        from = "Daily Digest <digest@Example.org>"
        [[topics]]
        name = "North Korea"
        feeds = ["https://example.org/asia.xml"]
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_least_configuration_has_a_default_for_everything_else()
    {
        var settings = Read(Least);
        Assert.Equal(new Mailbox("Daily Digest", "digest@example.org"), settings.From);
        Assert.Equal(("Daily Digest", "en", "daily", "remote"), (settings.Title, settings.Language, settings.Template, settings.Images));
        Assert.Equal((_folder.File("digest.db"), settings.From.Address, settings.From.Address), (settings.Ledger, settings.ReturnPath, settings.LeaveAddress));
        Assert.Equal(new FetchSettings(16, TimeSpan.FromSeconds(30), 16 << 20, false), settings.Fetch);
        Assert.Null(settings.Smtp);
        var topic = Assert.Single(settings.Topics);
        Assert.Equal((10, TimeSpan.FromHours(24)), (topic.MaxStories, topic.MaxAge));
        Assert.Empty(settings.Subscribers);
    }

    [Fact]
    public void The_whole_configuration_is_read()
    {
        var settings = Read("""
            title = "Morning"
            from = "digest@example.org"
            timezone = "Europe/London"
            language = "pt-BR"
            ledger = "data/morning.db"
            postal_address = "1 Example Street"
            operator = "me@example.org"
            return_path = "bounces@example.org"
            now = 2023-09-05T07:00:00+09:00
            [smtp]
            host = "smtp.example.org"
            security = "tls"
            username = "digest@example.org"
            password = "env:DIGEST_SMTP_PASSWORD"
            connections = 2
            max_per_minute = 60
            [smtp.dkim]
            domain = "example.org"
            selector = "s"
            key = "file:dkim.pem"
            [unsubscribe]
            mailto = "leave@example.org"
            url = "https://example.org/leave/{token}"
            [fetch]
            concurrency = 3
            timeout = "2m"
            max_size = "1GB"
            allow_private_networks = true
            [[topics]]
            name = "North Korea"
            url = "https://example.org/nk"
            feeds = ["https://example.org/asia.xml", "file:feeds/korea.xml", "korea2.xml"]
            include = ["north korea"]
            exclude = ["fashion week"]
            max_stories = 7
            max_age = "2w"
            [[subscribers]]
            email = "Reader@Example.org"
            name = "A Reader"
            topics = ["north korea"]
            schedule = "daily 07:00"
            timezone = "Asia/Seoul"
            """);
        Assert.Equal(new DateTimeOffset(2023, 9, 5, 7, 0, 0, TimeSpan.FromHours(9)), settings.Now);
        Assert.Equal(("smtp.example.org", 465, 2, 60), (settings.Smtp!.Host, settings.Smtp.Port, settings.Smtp.Connections, settings.Smtp.MaxPerMinute));
        Assert.Equal("digest@example.org", settings.Smtp.Username!.Resolve());
        Assert.Equal(("https://example.org/leave/{token}", "leave@example.org", "bounces@example.org"), (settings.LeaveUrl, settings.LeaveAddress, settings.ReturnPath));
        Assert.Equal(new FetchSettings(3, TimeSpan.FromMinutes(2), 1 << 30, true), settings.Fetch);
        Assert.Equal(
            ["https://example.org/asia.xml", new Uri(_folder.File("feeds/korea.xml")).ToString(), new Uri(_folder.File("korea2.xml")).ToString()],
            settings.Topics[0].Feeds.Select(feed => feed.ToString()));
        var subscriber = Assert.Single(settings.Subscribers);
        Assert.Equal((new Mailbox("A Reader", "Reader@example.org"), "daily 07:00", "Asia/Seoul"), (subscriber.Mailbox, subscriber.Schedule, subscriber.Zone.Id));
    }

    [Theory]
    [InlineData("tittle = \"x\"", ProblemKind.UnknownKey, "1:1", "tittle", "title")]
    [InlineData("user = \"x\"", ProblemKind.UnknownKey, "1:1", "user", "")]
    [InlineData("title = 7", ProblemKind.WrongType, "1:9", "title", "a text in double quotes")]
    [InlineData("title = \"a\\nb\"", ProblemKind.BadValue, "1:9", "title", "a text on one line")]
    [InlineData("timezone = \"Europe/Lodnon\"", ProblemKind.BadValue, "1:12", "Europe/Lodnon", "a time zone such as \"Europe/London\"")]
    [InlineData("language = \"english please\"", ProblemKind.BadValue, "1:12", "english please", "a language tag such as \"en\" or \"pt-BR\"")]
    [InlineData("now = \"tomorrow\"", ProblemKind.BadValue, "1:7", "tomorrow", Instants.Expected)]
    [InlineData("template = \"weekly\"", ProblemKind.BadValue, "1:12", "weekly", "\"daily\", or a folder that is there")]
    [InlineData("operator = \"nobody\"", ProblemKind.BadValue, "1:12", "nobody", "an address such as reader@example.org")]
    [InlineData("images = \"inline\"", ProblemKind.BadValue, "1:10", "inline", "\"remote\", \"embed\" or \"none\"")]
    [InlineData("feedback_id = \"two words\"", ProblemKind.BadValue, "1:15", "two words", "up to four names with colons between, such as \"daily:news:example\"")]
    [InlineData("smtp = \"localhost\"", ProblemKind.WrongType, "1:8", "smtp", "a table, [smtp]")]
    [InlineData("fetch.concurrency = 0", ProblemKind.BadValue, "1:21", "concurrency = 0", "a whole number from 1 to 256")]
    [InlineData("fetch.timeout = \"soon\"", ProblemKind.BadValue, "1:17", "soon", "a length of time such as \"30s\" or \"2m\", at most a day")]
    [InlineData("fetch.max_size = \"big\"", ProblemKind.BadValue, "1:18", "big", "a size such as \"16MB\", at most 1GB")]
    [InlineData("fetch.timeout = \"9w\"", ProblemKind.BadValue, "1:17", "9w", "a length of time such as \"30s\" or \"2m\", at most a day")]
    [InlineData("fetch.allow_private_networks = 1", ProblemKind.WrongType, "1:32", "allow_private_networks", "true or false")]
    [InlineData("unsubscribe.url = \"http://example.org/{token}\"", ProblemKind.BadValue, "1:19", "http://example.org/{token}", "an https address that holds {token}")]
    [InlineData("unsubscribe.url = \"https://example.org/leave\"", ProblemKind.BadValue, "1:19", "https://example.org/leave", "an https address that holds {token}")]
    public void A_wrong_key_or_value_is_told_with_its_place_and_what_would_be_right(string line, ProblemKind kind, string place, string subject, string hint)
    {
        var problem = Assert.Single(Problems($"{line}\n{Least}"));
        Assert.Equal(new Problem(kind, $"{_folder.File("digest.toml")}:{place}", subject, hint), problem);
    }

    [Theory]
    [InlineData("user = \"x\"", ProblemKind.UnknownKey, "user", "username")]
    [InlineData("port = 70000", ProblemKind.BadValue, "port = 70000", "a whole number from 1 to 65535")]
    [InlineData("security = \"ssl\"", ProblemKind.BadValue, "ssl", "\"starttls\", \"tls\" or \"none\"")]
    [InlineData("password = \"tr0ub4dor\"", ProblemKind.PlainSecret, "", "")]
    [InlineData("transport = \"pigeon\"", ProblemKind.BadValue, "pigeon", "\"smtp\", \"sendmail\", \"maildir\" or \"file\"")]
    [InlineData("transport = \"maildir\"", ProblemKind.MissingKey, "folder", "folder = \"outbox\"")]
    public void What_is_wrong_with_the_mail_server_is_told(string line, ProblemKind kind, string subject, string hint)
    {
        var problem = Assert.Single(Problems($"{Least}\n[smtp]\nhost = \"h\"\n{line}"));
        Assert.Equal((kind, subject, hint), (problem.Kind, problem.Subject, problem.Hint));
        Assert.DoesNotContain("tr0ub4dor", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_with_a_port_is_no_host()
    {
        var problem = Assert.Single(Problems($"{Least}\n[smtp]\nhost = \"smtp.example.org:25\""));
        Assert.Equal((ProblemKind.BadValue, "smtp.example.org:25"), (problem.Kind, problem.Subject));
    }

    [Theory]
    [InlineData("email = \"a@b@c\"\ntopics = [\"North Korea\"]", ProblemKind.BadValue, "a@b@c")]
    [InlineData("email = \"r@example.org\"", ProblemKind.MissingKey, "topics")]
    [InlineData("topics = [\"North Korea\"]", ProblemKind.MissingKey, "email")]
    [InlineData("email = \"r@example.org\"\ntopics = [\"Nroth Korea\"]", ProblemKind.UnknownTopic, "Nroth Korea")]
    [InlineData("email = \"r@example.org\"\ntopics = [\"North Korea\"]\nschedule = \"daily 25:00\"", ProblemKind.BadValue, "daily 25:00")]
    [InlineData("email = \"r@example.org\"\ntopics = [\"North Korea\"]\ntimezone = \"Mars\"", ProblemKind.BadValue, "Mars")]
    public void What_is_wrong_with_a_subscriber_is_told(string table, ProblemKind kind, string subject)
    {
        var problem = Assert.Single(Problems($"{Least}\n[[subscribers]]\n{table}"));
        Assert.Equal((kind, subject), (problem.Kind, problem.Subject));
    }

    [Theory]
    [InlineData("feeds = [\"ftp://example.org/x\"]", ProblemKind.BadValue, "ftp://example.org/x")]
    [InlineData("feeds = []", ProblemKind.MissingKey, "feeds")]
    [InlineData("", ProblemKind.MissingKey, "feeds")]
    [InlineData("feeds = [\"a.xml\", \"a.xml\"]", ProblemKind.Duplicate, "a.xml")]
    [InlineData("feeds = [\"a.xml\"]\nmax_stories = 0", ProblemKind.BadValue, "max_stories = 0")]
    [InlineData("feeds = [\"a.xml\"]\ninclude = [\"...\"]", ProblemKind.BadValue, "...")]
    [InlineData("feeds = [\"a.xml\"]\nurl = \"javascript:x\"", ProblemKind.BadValue, "javascript:x")]
    public void What_is_wrong_with_a_topic_is_told(string table, ProblemKind kind, string subject)
    {
        var problem = Assert.Single(Problems($"{Least}\n[[topics]]\nname = \"Other\"\n{table}"));
        Assert.Equal((kind, subject), (problem.Kind, problem.Subject));
    }

    [Fact]
    public void Everything_is_told_at_once_in_the_order_in_which_it_stands()
    {
        var problems = Problems("""
            language = 7
            [[topics]]
            name = "One"
            feeds = ["a.xml"]
            [[topics]]
            name = "ONE"
            feeds = ["b.xml"]
            [[subscribers]]
            email = "r@example.org"
            topics = ["One"]
            [[subscribers]]
            email = "R@example.org"
            topics = ["One"]
            extra = 1
            """);
        Assert.Equal(
            [ProblemKind.MissingKey, ProblemKind.WrongType, ProblemKind.Duplicate, ProblemKind.Duplicate, ProblemKind.UnknownKey],
            problems.Select(problem => problem.Kind));
        Assert.Equal(["1:1", "1:12", "6:8", "12:9", "14:1"], problems.Select(problem => string.Join(':', problem.Where.Split(':')[^2..])));
    }

    [Fact]
    public void What_is_no_toml_is_told_with_its_place()
    {
        var problem = Problems("from = \"a@example.org\ntitle = 3")[0];
        Assert.Equal(ProblemKind.TomlSyntax, problem.Kind);
        Assert.Contains("digest.toml:1:", problem.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Brackets_without_end_are_told() =>
        Assert.Equal(ProblemKind.TomlSyntax, Problems($"from = {new string('[', 5000)}")[0].Kind);

    [Theory]
    [InlineData("from = \"a\\")]
    [InlineData("from = \"\"\"a\\")]
    [InlineData("from = \"a\\u12")]
    [InlineData("from = \"a\\\uD83D")]
    public void A_text_that_ends_in_the_middle_of_itself_is_told(string text) => Assert.Equal(ProblemKind.TomlSyntax, Problems(text)[0].Kind);

    [Theory]
    [InlineData("tr0ub4dor")]
    [InlineData("\"tr0ub4dor")]
    [InlineData("tr0ub4dor = \"x")]
    public void A_password_that_is_no_toml_is_told_without_repeating_it(string value)
    {
        var problems = Problems($"{Least}\n[smtp]\nhost = \"h\"\npassword = {value}");
        Assert.DoesNotContain("tr0ub4dor", string.Join('\n', problems), StringComparison.Ordinal);
        Assert.Contains("digest.toml:7:", problems[0].Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_told_and_a_byte_order_mark_does_no_harm()
    {
        File.WriteAllBytes(_folder.File("digest.toml"), [0xFF, 0xFE, 0x41, 0x00]);
        Assert.Equal(ProblemKind.UnreadableFile, Assert.Throws<ProblemException>(Read).Problems[0].Kind);
        File.WriteAllText(_folder.File("digest.toml"), Least, new System.Text.UTF8Encoding(true));
        Assert.Equal("Daily Digest", Read().Title);
    }

    [Fact]
    public void A_folder_beside_the_configuration_is_a_template_set()
    {
        Directory.CreateDirectory(_folder.File("mine/x"));
        Assert.Equal(_folder.File("mine"), Read($"template = \"mine\"\n{Least}").TemplateFolder);
    }

    [Fact]
    public void Whatever_is_done_to_a_configuration_it_is_read_or_told() => Gen.Select(Gen.Int[0, Least.Length], Gen.Int[0, 9], Gen.String[Gen.Char, 0, 6])
        .Sample((at, cut, inserted) =>
        {
            using var folder = new TempFolder();
            folder.Write("digest.toml", Least.Remove(at, Math.Min(cut, Least.Length - at)).Insert(at, inserted));
            try
            {
                SettingsReader.Read(folder.File("digest.toml"), _ => true, ["daily"]);
            }
            catch (ProblemException told)
            {
                return told.Problems.Count > 0;
            }

            return true;
        }, iter: 3000);

    private IReadOnlyList<Problem> Problems(string text) => Assert.Throws<ProblemException>(() => Read(text)).Problems;

    private Settings Read(string text)
    {
        _folder.Write("digest.toml", text);
        return Read();
    }

    private Settings Read() => SettingsReader.Read(
        _folder.File("digest.toml"), text => Digest.Scheduling.Schedule.Parse(text) is not null, ["daily"]);
}
