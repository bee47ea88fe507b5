using System.Text;
using Digest.Configuration;
using Digest.News;
using Digest.Scheduling;
using Digest.Storage;
using Microsoft.VisualBasic.FileIO;

namespace Digest.Cli;

/// <summary>
/// Subscribers as a table that any spreadsheet reads (RFC 4180): <c>email,name,topics,schedule,timezone</c>, several topics
/// with semicolons between them.
/// </summary>
internal static class SubscriberFile
{
    private static readonly string[] _columns = ["email", "name", "topics", "schedule", "timezone"];

    /// <summary>Reads a table; its first line names the columns, of which only <c>email</c> must be there.</summary>
    /// <exception cref="ProblemException">Some lines are wrong: all of them are told, with file and line.</exception>
    public static IReadOnlyList<Enrolled> Read(byte[] bytes, string path, IReadOnlyList<Topic> topics)
    {
        using var parser = new TextFieldParser(new MemoryStream(bytes), Encoding.UTF8) { TextFieldType = FieldType.Delimited, Delimiters = [","] };
        var problems = new List<Problem>();
        var read = new Dictionary<string, Enrolled>(StringComparer.OrdinalIgnoreCase);
        var columns = Columns(Fields(parser, path, problems), path);
        var number = parser.LineNumber;
        for (; Fields(parser, path, problems) is { } fields; number = parser.LineNumber)
        {
            if (fields.Length == 0)
            {
                continue;
            }

            if (fields.Length > columns.Count)
            {
                problems.Add(new Problem(ProblemKind.BadValue, $"{path}:{number}", fields[columns.Count], $"{columns.Count} values; one that holds a comma goes into double quotes"));
                continue;
            }

            var line = new Line($"{path}:{number}", columns, fields);
            if (Subscriber(line, topics, problems) is { } subscriber && !read.TryAdd(subscriber.Address, subscriber))
            {
                problems.Add(new Problem(ProblemKind.Duplicate, line.Where, subscriber.Address));
            }
        }

        return problems.Count == 0 ? [.. read.Values] : throw new ProblemException(problems);
    }

    /// <summary>Writes subscribers as such a table.</summary>
    public static void Write(TextWriter output, IEnumerable<Enrolled> subscribers)
    {
        output.WriteLine(string.Join(',', _columns));
        foreach (var known in subscribers)
        {
            string[] fields = [known.Address, known.Name, string.Join(';', known.Topics ?? []), known.Schedule ?? "", known.TimeZone ?? ""];
            output.WriteLine(string.Join(',', fields.Select(Quoted)));
        }
    }

    /// <summary>Puts a subscriber together, and finds what is wrong with it.</summary>
    /// <param name="where">Where it was said, for the problems.</param>
    /// <param name="said">What was said: address, name, topics, schedule and time zone, each as text.</param>
    /// <param name="topics">The topics that there are.</param>
    /// <param name="problems">What is wrong is added here.</param>
    /// <returns>The subscriber; null where something is wrong.</returns>
    public static Enrolled? Subscriber(
        string where, (string Email, string Name, IReadOnlyList<string> Topics, string Schedule, string TimeZone) said, IReadOnlyList<Topic> topics,
        List<Problem> problems)
    {
        var before = problems.Count;
        var mailbox = Mailboxes.Read(said.Email);
        Check(mailbox is not null, said.Email, "an address such as reader@example.org");
        Check(said.Schedule.Length == 0 || Schedule.Parse(said.Schedule) is not null, said.Schedule, "\"daily 07:00\", \"weekdays 07:00\", \"weekly mon 07:00\" or a cron expression");
        Check(said.TimeZone.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(said.TimeZone, out _), said.TimeZone, "an IANA time zone such as \"Europe/London\"");
        var followed = said.Topics.Count == 0 ? [.. topics.Select(topic => topic.Name)] : said.Topics.Select(name => NameOf(name, where, topics, problems)).Distinct(StringComparer.Ordinal).ToList();
        return problems.Count > before || mailbox is null ? null : new Enrolled
        {
            Id = 0,
            Address = mailbox.Address,
            Name = said.Name.Length > 0 ? said.Name : mailbox.Name,
            Topics = followed,
            Schedule = said.Schedule.Length > 0 ? said.Schedule : null,
            TimeZone = said.TimeZone.Length > 0 ? said.TimeZone : null,
        };

        void Check(bool isRight, string value, string expected)
        {
            if (!isRight)
            {
                problems.Add(new Problem(ProblemKind.BadValue, where, value, expected));
            }
        }
    }

    private static Enrolled? Subscriber(Line line, IReadOnlyList<Topic> topics, List<Problem> problems) => Subscriber(
        line.Where,
        (line["email"], line["name"], line["topics"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), line["schedule"], line["timezone"]),
        topics, problems);

    private static string NameOf(string name, string where, IReadOnlyList<Topic> topics, List<Problem> problems)
    {
        if (topics.FirstOrDefault(topic => string.Equals(topic.Name, name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known.Name;
        }

        problems.Add(new Problem(ProblemKind.UnknownTopic, where, name, Nearest.To(name, topics.Select(topic => topic.Name))));
        return name;
    }

    private static List<string> Columns(string[]? fields, string path)
    {
        var names = (fields ?? []).Select(field => field.Trim().TrimStart('\uFEFF').ToLowerInvariant()).ToList();
        return names.Contains("email") && names.TrueForAll(name => _columns.Contains(name, StringComparer.Ordinal))
            ? names
            : throw new ProblemException(new Problem(
                ProblemKind.BadValue, $"{path}:1", string.Join(',', names), $"column names, of {string.Join(", ", _columns)}; email at least"));
    }

    /// <summary>The next line's values; none for a line that is malformed, null after the last.</summary>
    private static string[]? Fields(TextFieldParser parser, string path, List<Problem> problems)
    {
        try
        {
            return parser.ReadFields();
        }
        catch (MalformedLineException)
        {
            problems.Add(new Problem(ProblemKind.BadValue, $"{path}:{parser.ErrorLineNumber}", parser.ErrorLine.Trim(), "values with commas between, quotation marks doubled"));
            return [];
        }
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed record Line(string Where, List<string> Columns, string[] Fields)
    {
        public string this[string column] => Columns.IndexOf(column) is var i and >= 0 && i < Fields.Length ? Fields[i].Trim() : "";
    }
}
