namespace Digest.EndToEnd.Email;

/// <summary>What an edition is made of: a configuration and feeds, the morning of 5 September 2023 in Seoul.</summary>
/// <param name="Title">The masthead, and the From name.</param>
/// <param name="Topics">Everything of the configuration that this edition has of its own.</param>
/// <param name="Feeds">The feeds by their file names.</param>
internal sealed record Recipe(string Title, string Topics, IReadOnlyDictionary<string, string> Feeds)
{
    public const string Sender = "digest@example.org";

    /// <summary>When the preview is made: --now.</summary>
    public const string Now = "2023-09-05T07:00:00+09:00";

    public static DateTimeOffset Moment { get; } = DateTimeOffset.Parse(Now, System.Globalization.CultureInfo.InvariantCulture);

    public string ReaderName { get; init; } = "A Reader";

    /// <summary>The beginnings of standfirsts, which are body text.</summary>
    public IReadOnlyList<string> Standfirsts { get; init; } = [];

    /// <summary>The key that signs the message.</summary>
    public DkimPair Dkim { get; init; } = DkimPair.Rsa;

    /// <summary>Where someone leaves by one click; null where only a mail does it.</summary>
    public string? LeaveUrl { get; init; }

    public void WriteTo(TempFolder folder)
    {
        folder.Write("dkim.pem", Dkim.PrivatePem);
        foreach (var (name, feed) in Feeds)
        {
            folder.Write(name, feed);
        }

        folder.Write("digest.toml", $"""
            {Topics}

            [smtp]
            host = "127.0.0.1"
            security = "none"

            [smtp.dkim]
            domain = "example.org"
            selector = "digest"
            key = "file:dkim.pem"

            [unsubscribe]
            mailto = "digest+leave@example.org"
            {(LeaveUrl is null ? "" : $"url = \"{LeaveUrl}\"")}
            """);
    }
}
