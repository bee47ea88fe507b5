namespace Digest.EndToEnd.Infra;

/// <summary>The sample feeds' stories by title, as they stood on that morning.</summary>
internal static class Stories
{
    /// <summary>On the topic and not sixteen days old, one telling of each.</summary>
    public static IReadOnlyList<string> InTopic { get; } =
    [
        "Moscow asked Pyongyang to join naval drills with China, Seoul believes",
        "Shoigu sees no reason against joint exercises with North Korea",
        "What a three-way fleet would change in the East Sea, and what it would not",
        "Camp David, two weeks on: what three allies have promised each other",
        "Yoon to ask summits in Jakarta for a firmer line on North Korea",
        "Kim Jong Un visits shipyard and munitions works, and asks for a stronger navy",
        "North Korea says cruise missiles rehearsed a nuclear strike",
        "Ambassador calls a North Korean role in exercises an appropriate answer to US drills",
        "Treasury sanctions two over money for Pyongyang’s weapons",
        "Allies end August exercise as B-1B bombers fly over the peninsula",
        "Three navies practise missile defence south of Jeju",
        "After three and a half years, North Korea lets its citizens come home",
        "Second North Korean satellite fails in its third stage",
        "Kim Jong Un watches corvette fire cruise missile",
    ];

    /// <summary>On other topics.</summary>
    public static IReadOnlyList<string> OnOtherTopics { get; } =
    [
        "Typhoon Haikui leaves thousands without power in Taiwan",
        "Japan’s factories cut output more than forecast in July",
        "Hong Kong shuts schools and markets as Saola passes",
        "Container rates slip again as peak season disappoints",
        "Island states bargain harder over tuna",
        "Seoul’s apartment prices rise for a fifteenth week",
    ];

    /// <summary>On the topic, but older than sixteen days.</summary>
    public static IReadOnlyList<string> TooOld { get; } =
    [
        "Shoigu tours arms show with Kim Jong Un on armistice day",
        "Leaders sign off on a three-way framework at Camp David",
    ];

    /// <summary>Asserts that a message tells the topic's stories, each once, and nothing else.</summary>
    public static void AreThoseOf(Mail mail)
    {
        Assert.All(InTopic, title => Assert.Equal(2, mail.OneLine.Split(title).Length));
        Assert.All(InTopic, title => Assert.Contains(title, mail.Html, StringComparison.Ordinal));
        Assert.All([.. OnOtherTopics, .. TooOld], title => Assert.DoesNotContain(title, mail.OneLine, StringComparison.Ordinal));
        Assert.All([.. OnOtherTopics, .. TooOld], title => Assert.DoesNotContain(title, mail.Html, StringComparison.Ordinal));
        Assert.Contains($"{InTopic.Count} stories from", mail.OneLine, StringComparison.Ordinal);
    }
}
