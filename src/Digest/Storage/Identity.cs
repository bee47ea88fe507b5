using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Digest.News;

namespace Digest.Storage;

/// <summary>
/// By which keys a feed's stories are known again: the guid, the address, the title on its day, and all of them together.
/// A key that several stories of one document share says nothing about any of them.
/// </summary>
internal static class Identity
{
    /// <summary>The keys of every story of a document, in its order; each key is 16 bytes.</summary>
    public static IReadOnlyList<IReadOnlyList<byte[]>> KeysOf(IReadOnlyList<Story> stories)
    {
        var all = stories.Select(story => Own(story).ToList()).ToList();
        var shared = all.SelectMany(keys => keys).CountBy(key => key, StringComparer.Ordinal)
            .Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        return [.. stories.Index().Select(story => (IReadOnlyList<byte[]>)
            [.. all[story.Index].Where(key => !shared.Contains(key)).Append(Together(story.Item)).Select(Hash)])];
    }

    private static IEnumerable<string> Own(Story story)
    {
        if (!string.IsNullOrWhiteSpace(story.Guid))
        {
            // A guid that is an address changes like one: to https, to another host name, by tracking parameters.
            yield return GuidAddress(story) ?? "g:" + story.Guid.Trim();
        }

        // A site's front page is no story's own address, however few stories the document has.
        if (story.Url is { PathAndQuery.Length: > 1 } url)
        {
            var key = "u:" + StoryKey.OfUrl(url);
            if (!string.Equals(key, GuidAddress(story), StringComparison.Ordinal))
            {
                yield return key;
            }
        }

        // "Morning briefing" is another story every day: a title counts on its day, and without one only where there is nothing else.
        if (StoryKey.OfTitle(story.Title) is { Length: > 0 } title && (story.Published is not null || (story.Guid ?? story.Url?.PathAndQuery) is null))
        {
            yield return $"t:{story.Published?.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}:{title}";
        }
    }

    private static string? GuidAddress(Story story) =>
        Uri.TryCreate(story.Guid, UriKind.Absolute, out var guid) && guid.Scheme is "http" or "https" ? "u:" + StoryKey.OfUrl(guid) : null;

    private static string Together(Story story) =>
        $"*:{story.Guid}\n{story.Url}\n{story.Title}\n{story.Published?.ToUnixTimeSeconds()}\n{story.Standfirst}";

    // Half of SHA-256 is far more than enough to tell a feed's stories apart, and keeps years of keys small.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key))[..16];
}
