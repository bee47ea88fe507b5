using Digest.News;

namespace Digest.Configuration;

/// <summary>What each table of the configuration means.</summary>
internal sealed partial class Sections(
    TableReader root, ProblemList problems, string folder, Func<string, bool> isSchedule, IReadOnlyList<string> templates)
{
    private const string Address = "an address such as reader@example.org";

    public Settings Read(string path)
    {
        var from = From();
        var zone = root.Read("timezone", Zone, ZoneExpected(root)) ?? TimeZoneInfo.Local;
        var (template, templateFolder) = Template();
        var leave = root.Inner("unsubscribe");
        var topics = Topics();
        var settings = new Settings
        {
            File = path,
            Title = root.Text("title", "Daily Digest", text => text.Trim().Length > 0, "a title"),
            From = from,
            Zone = zone,
            Language = root.Text("language", "en", SettingsReader.IsLanguage, "a language tag such as \"en\" or \"pt-BR\""),
            Ledger = Path.GetFullPath(Path.Combine(folder, root.Text("ledger", "digest.db", text => text.Trim().Length > 0, "a file name"))),
            Template = template,
            TemplateFolder = templateFolder,
            Images = root.Text("images", "remote", text => text is "remote" or "embed" or "none", "\"remote\", \"embed\" or \"none\""),
            FeedbackId = root.Text(
                "feedback_id", "", text => text.Length <= 200 && text.All(sign => sign is > ' ' and <= '~'), "up to four names with colons between, such as \"daily:news:example\""),
            PostalAddress = root.Text("postal_address", ""),
            Operator = root.Read("operator", OptionalAddress, Address)?.Address ?? "",
            ReturnPath = root.Read("return_path", OptionalAddress, Address) is { Address.Length: > 0 } sender ? sender.Address : from.Address,
            Now = root.Time("now"),
            Smtp = Smtp(root.Inner("smtp")),
            LeaveAddress = leave?.Read("mailto", OptionalAddress, Address) is { Address.Length: > 0 } mailto ? mailto.Address : from.Address,
            LeaveUrl = leave?.Read("url", text => text.Length == 0 ? "" : LeaveUrl(text), "an https address that holds {token}") is { Length: > 0 } url ? url : null,
            Fetch = Fetch(root.Inner("fetch")),
            Topics = topics,
            Subscribers = Subscribers(topics, zone),
        };
        leave?.Finish();
        root.Finish();
        return settings;
    }

    private Mailbox From()
    {
        var text = root.Required("from", "from = \"Daily Digest <digest@example.org>\"");
        if (Mailboxes.Read(text) is { } from)
        {
            return from;
        }

        if (text.Length > 0)
        {
            problems.Add(ProblemKind.BadValue, root.Table.Entries["from"].Value, text, "an address such as \"Daily Digest <digest@example.org>\"");
        }

        return new Mailbox("", "nobody@invalid");
    }

    // A name is a built-in set unless it looks like a path, or there is a folder of that name.
    private (string Name, string? Folder) Template()
    {
        var name = root.Text("template", "daily");
        var path = Path.GetFullPath(Path.Combine(folder, name));
        var isPath = name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal) || name.StartsWith('.');
        if (Directory.Exists(path) && name.Length > 0 && (isPath || !templates.Contains(name, StringComparer.Ordinal)))
        {
            return ("daily", path);
        }

        if (!templates.Contains(name, StringComparer.Ordinal))
        {
            problems.Add(
                ProblemKind.BadValue, root.Table.Entries["template"].Value, name, $"{string.Join(" or ", templates.Select(built => $"\"{built}\""))}, or a folder that is there");
        }

        return (name, null);
    }

    private static FetchSettings Fetch(TableReader? fetch)
    {
        var settings = new FetchSettings(
            fetch?.Number("concurrency", 1, 256, 16) ?? 16,
            fetch?.Read("timeout", text => AtMost(Quantities.Duration(text), TimeSpan.FromDays(1)), "a length of time such as \"30s\" or \"2m\", at most a day", TimeSpan.FromSeconds(30)) ?? TimeSpan.FromSeconds(30),
            fetch?.Read("max_size", text => AtMost(Quantities.Size(text), 1L << 30), "a size such as \"16MB\", at most 1GB", 16L << 20) ?? 16L << 20,
            fetch?.Flag("allow_private_networks", false) ?? false);
        fetch?.Finish();
        return settings;
    }

    private static readonly Mailbox _nobody = new("", "");

    private static Uri? Web(string text) =>
        !text.Any(char.IsControl) && Uri.TryCreate(text, UriKind.Absolute, out var web) && web is { Scheme: "http" or "https", Host.Length: > 0 } ? web : null;

    private static Mailbox? OptionalAddress(string text) => text.Length == 0 ? _nobody : Mailboxes.Read(text);

    private static string? LeaveUrl(string text) =>
        Web(text.Replace("{token}", "token", StringComparison.Ordinal)) is { Scheme: "https" } && text.Contains("{token}", StringComparison.Ordinal) && !text.Any(char.IsControl) ? text : null;

    private static TimeZoneInfo? Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    private static string ZoneExpected(TableReader table) =>
        table.Table.Entries.GetValueOrDefault("timezone").Value is TomlText text && Zone(text.Value) is null
        && Nearest.To(text.Value, TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)) is { Length: > 0 } near
            ? $"a time zone such as \"{near}\""
            : "an IANA time zone such as \"Europe/London\"";

    // What fetching can keep: no timer waits for years, and no buffer holds a terabyte.
    private static T? AtMost<T>(T? given, T most)
        where T : struct, IComparable<T> => given is { } value && value.CompareTo(most) <= 0 ? value : null;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
