using Digest.Composition;
using Digest.Configuration;
using Digest.Feeds;
using Digest.News;
using Digest.Reporting;
using Digest.Scheduling;
using Digest.Smtp;
using Digest.Steps;
using Digest.Storage;

namespace Digest.Cli;

/// <summary>Maps the settings to each stage's own options, and puts the stages together.</summary>
internal sealed class Wiring : IDisposable
{
    private readonly Invocation _call;
    private readonly HttpClient _http;
    private readonly FetchOptions _fetch;
    private readonly Composer _composer;
    private OAuthTokens? _tokens;

    private Wiring(Invocation call, Settings settings)
    {
        _call = call;
        Settings = settings;
        Plan = PlanOf(call, settings);
        _composer = new Composer(
            new ComposerOptions
            {
                From = settings.From,
                Title = settings.Title,
                PostalAddress = settings.PostalAddress,
                LeaveAddress = settings.LeaveAddress,
                LeaveUrl = settings.LeaveUrl,
                FeedbackId = settings.FeedbackId,
                Images = settings.Images switch { "none" => ImageMode.None, "embed" => ImageMode.Embed, _ => ImageMode.Remote },
            },
            settings.TemplateFolder is { } folder ? TemplateSet.FromFolder(folder) : TemplateSet.BuiltIn(settings.Template));
        _fetch = FetchOptionsOf(settings);
        _http = FeedClient.Create(_fetch);
    }

    public Settings Settings { get; }

    public RunPlan Plan { get; }

    /// <summary>Reads the configuration and makes everything that a run needs of it.</summary>
    public static Wiring Of(Invocation call) => new(call, SettingsOf(call));

    public static Settings SettingsOf(Invocation call) => SettingsReader.Read(
        ConfigurationPlace.Find(call.Parsed.GetValue(GlobalOptions.Config)), text => Schedule.Parse(text) is not null, TemplateSet.Names);

    public static FetchOptions FetchOptionsOf(Settings settings) => new()
    {
        Concurrency = settings.Fetch.Concurrency,
        Timeout = settings.Fetch.Timeout,
        MaxSize = settings.Fetch.MaxSize,
        AllowPrivateNetworks = settings.Fetch.AllowPrivateNetworks,
    };

    /// <summary>Does something on the real ledger, the only run on it, and tells what was done.</summary>
    public async Task<int> RunOnLedgerAsync(IMailer mailer, Func<DailyRun, Task<RunReport>> work, Action<Ledger>? check = null)
    {
        using var held = RunLock.Take(Settings.Ledger);
        return await OnLedgerAsync(mailer, check, (run, _) => work(run));
    }

    /// <summary>Does something outside any schedule on the real ledger, while a run may be under way, and tells what was done.</summary>
    public async Task<int> OneOffOnLedgerAsync(IMailer mailer, Func<DailyRun, Ledger, Task<RunReport>> work)
    {
        using var held = RunLock.TakeForOneOff(Settings.Ledger);
        return await OnLedgerAsync(mailer, null, work);
    }

    public Task<RunReport> RunAsync(Ledger ledger, IMailer mailer, Func<DailyRun, Task<RunReport>> work) =>
        Watches.RunAsync(_call.Manner, _call.Log, watch => work(new DailyRun(ledger, new FeedFetcher(_http, _fetch, _call.Surroundings.Clock), _composer, mailer, Plan, watch)));

    /// <summary>Who takes the mail, its secrets fetched now: a missing one is told before anything is done.</summary>
    public IMailer Server()
    {
        var smtp = Settings.Smtp ?? throw new ProblemException(new Problem(ProblemKind.NoServer, Settings.File));
        var dkim = smtp.Dkim is { } signing ? OptionsOf(signing) : null;
        return smtp.Transport switch
        {
            "sendmail" => new SendmailMailer(new SendmailOptions { Program = smtp.Program, Dkim = dkim }, _call.Surroundings.Clock),
            "maildir" => new MaildirMailer(smtp.Folder, dkim),
            "file" => new FileMailer(smtp.Folder, dkim),
            _ => new SmtpMailer(OptionsOf(smtp, dkim), _call.Surroundings.Clock),
        };
    }

    public void Dispose()
    {
        _tokens?.Dispose();
        _http.Dispose();
    }

    /// <summary>The real ledger, to look at; what it says may be a moment old.</summary>
    public Ledger LedgerToRead() => Ledger.OpenToRead(Settings.Ledger);

    public static Overview Overview(Ledger ledger, RunPlan plan) => new(ledger, plan);

    /// <summary>The name of a subscriber; empty where none is known.</summary>
    public string NameOf(string address, Ledger ledger) =>
        Configured(address)?.Mailbox.Name ?? ledger.Subscriber(address)?.Name ?? "";

    /// <summary>The configuration's subscriber at an address; null where there is none.</summary>
    public Subscriber? Configured(string address) => Settings.Subscribers.FirstOrDefault(subscriber => Same(subscriber.Mailbox.Address, address));

    private async Task<int> OnLedgerAsync(IMailer mailer, Action<Ledger>? check, Func<DailyRun, Ledger, Task<RunReport>> work)
    {
        using var ledger = Ledger.Open(Settings.Ledger);
        check?.Invoke(ledger);
        var report = await RunAsync(ledger, mailer, run => work(run, ledger));
        _call.Screen.Report(report);
        return ExitCode.Of(report.Result);
    }

    public IReadOnlyList<Topic> TopicsNamed(IReadOnlyList<string> names) => names.Count == 0 ? Plan.Topics : [.. names.Select(TopicNamed).Distinct()];

    /// <summary>An address given on the command line.</summary>
    public static Mailbox MailboxOf(string text) => Mailboxes.Read(text)
        ?? throw new ProblemException(new Problem(
            ProblemKind.Usage, Subject: $"\"{text}\" is no address", Hint: "Write it as reader@example.org or \"A Reader <reader@example.org>\""));

    /// <summary>A length of time given on the command line.</summary>
    public static TimeSpan? AgeOf(string option, string? text) => text is null ? null : Quantities.Duration(text)
        ?? throw new ProblemException(new Problem(ProblemKind.Usage, Subject: $"`{option}` can't be \"{text}\"", Hint: "Write it as 24h, 90m or 7d"));

    /// <summary>A message as it would go on the wire: signed, where that is asked for.</summary>
    public byte[] Signed(OutgoingMail mail) => new Packing(Settings.Smtp?.Dkim is { } dkim ? OptionsOf(dkim) : null).Pack(mail);

    private static RunPlan PlanOf(Invocation call, Settings settings)
    {
        var given = call.Parsed.GetValue(GlobalOptions.Now) is { } text
            ? Instants.Read(text) ?? throw new ProblemException(new Problem(ProblemKind.Usage, Subject: $"`--now` can't be \"{text}\"", Hint: $"Expected: {Instants.Expected}"))
            : settings.Now;
        var now = given ?? call.Surroundings.Clock.GetUtcNow();
        return new RunPlan
        {
            Now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            IsTrial = given is not null,
            Title = settings.Title,
            Language = settings.Language,
            Zone = settings.Zone,
            Sender = settings.ReturnPath,
            Operator = settings.Operator,
            Topics = settings.Topics,
            Readers = [.. settings.Subscribers.Select(subscriber => new Reader(
                subscriber, subscriber.Schedule is { } schedule ? Schedule.Parse(schedule) : null))],
        };
    }

    private SmtpOptions OptionsOf(SmtpSettings smtp, DkimOptions? dkim) => new()
    {
        Host = smtp.Host,
        Port = smtp.Port,
        Security = smtp.Security switch { "tls" => SmtpSecurity.Tls, "none" => SmtpSecurity.None, _ => SmtpSecurity.StartTls },
        Username = smtp.Username?.Resolve(),
        Password = smtp.Password?.Resolve(),
        AccessToken = AccessTokenOf(smtp),
        Authority = smtp.Authority?.Resolve(),
        ClientCertificate = smtp.ClientCertificate?.Resolve(),
        Connections = smtp.Connections,
        MaxPerMinute = smtp.MaxPerMinute,
        Dkim = dkim,
    };

    private Func<CancellationToken, Task<string>>? AccessTokenOf(SmtpSettings smtp)
    {
        if (smtp.OAuth is { } oauth)
        {
            var options = new OAuthOptions(oauth.Endpoint, oauth.ClientId, oauth.ClientSecret?.Resolve(), oauth.RefreshToken.Resolve());
            _tokens = new OAuthTokens(_http, options, _call.Surroundings.Clock);
            return _tokens.GetAsync;
        }

        return smtp.AccessToken is { } token ? _ => Task.FromResult(token.Resolve()) : null;
    }

    private static DkimOptions OptionsOf(DkimSettings dkim) => new(dkim.Domain, dkim.Selector, dkim.Key.Resolve());

    private Topic TopicNamed(string name) =>
        Plan.Topics.FirstOrDefault(topic => Same(topic.Name, name))
        ?? throw new ProblemException(new Problem(
            ProblemKind.UnknownTopic, Subject: name, Hint: string.Join("\" or \"", Plan.Topics.Select(topic => topic.Name).Take(5))));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
