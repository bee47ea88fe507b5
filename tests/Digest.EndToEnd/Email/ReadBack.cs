using System.Text.Json;

namespace Digest.EndToEnd.Email;

/// <summary>Checks 13 and 14: other parsers than the one that wrote the message read the same in it.</summary>
public sealed class ReadBack(Editions editions)
{
    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Python_reads_what_was_written(string name)
    {
        var read = await ByPythonAsync(name);
        await AgreesAsync(name, read);
        Assert.Equal("multipart/alternative", read.Type);
        Assert.Equal(["text/plain", "text/html"], read.Types);
        Faults.None(read.Defects!);
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Mailparser_reads_what_was_written(string name)
    {
        var read = Read(await Tools.NodeAsync("parse.mjs", await editions.FolderAsync()))[name];
        await AgreesAsync(name, read);
        Assert.Empty(read.Types);
        Assert.Equal("digest+leave@example.org?subject=Stop%20everything", read.Leave!.Mail);
        Assert.Equal(Recipes.All[name].LeaveUrl is not null, read.Leave.Url?.StartsWith("https://example.org/leave/", StringComparison.Ordinal) ?? false);
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task No_line_of_the_text_is_over_seventy_two_columns_but_an_address(string name)
    {
        var read = await ByPythonAsync(name);
        Assert.NotEmpty(read.Text);
        Faults.None(read.Wide!.Where(line => line.Contains(' ', StringComparison.Ordinal) || !(line.StartsWith("https://", StringComparison.Ordinal) || line.StartsWith("mailto:", StringComparison.Ordinal))));
    }

    private async Task<Understood> ByPythonAsync(string name) => Read(await Tools.PythonAsync("readback.py", await editions.FolderAsync()))[name];

    private async Task AgreesAsync(string name, Understood read)
    {
        var edition = await editions.OfAsync(name);
        using var mail = edition.Mail;
        Assert.Equal(mail.Subject, read.Subject);
        Assert.Equal($"<{mail.MessageId}>", read.MessageId);
        Assert.Equal(Recipe.Moment, read.Date);
        Assert.Equal(mail.Date, read.Date);
        Assert.Equal(new Person(edition.Recipe.Title, Recipe.Sender), Assert.Single(read.From));
        Assert.Equal(new Person(edition.Recipe.ReaderName, "reader@example.org"), Assert.Single(read.To));
        Assert.Equal(Lines(mail.TextBody!), Lines(read.Text));
        Assert.Equal(Lines(mail.HtmlBody!), Lines(read.Html));
        // Not one of these fields may stand twice (RFC 5322, 3.6; RFC 8058; RFC 2919).
        Assert.Equal(read.Headers.Distinct(), read.Headers);
        string[] expected = ["from", "to", "subject", "date", "message-id", "mime-version", "content-type", "list-id", "list-unsubscribe", "auto-submitted", "dkim-signature"];
        Assert.Empty(expected.Except(read.Headers));
        Assert.Equal(edition.Recipe.LeaveUrl is not null, read.Headers.Contains("list-unsubscribe-post"));
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static Dictionary<string, Understood> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, Understood>>(json, JsonSerializerOptions.Web)!;

    private sealed record Person(string Name, string Address);

    private sealed record Leave(string? Url, string? Mail);

    private sealed record Understood(
        string Subject, IReadOnlyList<Person> From, IReadOnlyList<Person> To, string MessageId, DateTimeOffset Date, IReadOnlyList<string> Headers, string Text, string Html,
        IReadOnlyList<string> Types, string? Type, IReadOnlyList<string>? Wide, IReadOnlyList<string>? Defects, Leave? Leave);
}
