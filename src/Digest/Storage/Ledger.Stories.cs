using System.Text.Json;
using Digest.News;
using Microsoft.Data.Sqlite;

namespace Digest.Storage;

/// <content>Stories, kept with their text from first sight.</content>
public sealed partial class Ledger
{
    /// <summary>Every story kept from some feeds.</summary>
    /// <param name="feeds">The feeds' addresses as the configuration gives them.</param>
    /// <param name="last">The last batch that counts; null: all do.</param>
    /// <returns>The stories in the order in which they were first seen.</returns>
    public IReadOnlyList<KeptStory> Kept(IReadOnlyCollection<Uri> feeds, long? last = null) => Read(() =>
    {
        var wanted = feeds.Select(feed => feed.OriginalString).ToHashSet(StringComparer.Ordinal);
        var ids = Rows("SELECT id, url FROM feed", row => (Id: row.GetInt64(0), Url: row.GetString(1)))
            .Where(feed => wanted.Contains(feed.Url));
        return (IReadOnlyList<KeptStory>)[.. ids.SelectMany(feed => Rows(
            """
            SELECT id, batch, first_seen, on_first_fetch, published, guid, url, title, standfirst, source, image, authors, categories
            FROM story WHERE feed = $feed AND ($last IS NULL OR batch <= $last)
            """,
            row => ReadStory(row, new Uri(feed.Url)), ("$feed", feed.Id), ("$last", last))).OrderBy(story => story.Id)];
    });

    private void AddStory(Story story, long feed, long batch, DateTimeOffset now, bool isFirst) => Execute(
        """
        INSERT INTO story(feed, batch, first_seen, on_first_fetch, published, guid, url, title, standfirst, source, image, authors, categories)
        VALUES ($feed, $batch, $first_seen, $first, $published, $guid, $url, $title, $standfirst, $source, $image, $authors, $categories)
        """,
        ("$feed", feed),
        ("$batch", batch),
        ("$first_seen", Ms(now)),
        ("$first", isFirst ? 1 : 0),
        ("$published", Ms(story.Published)),
        ("$guid", story.Guid),
        ("$url", story.Url?.OriginalString),
        ("$title", story.Title),
        ("$standfirst", story.Standfirst),
        ("$source", story.Source),
        ("$image", story.Image?.OriginalString),
        ("$authors", JsonSerializer.Serialize(story.Authors, StorageJson.Default.IReadOnlyListString)),
        ("$categories", JsonSerializer.Serialize(story.Categories, StorageJson.Default.IReadOnlyListString)));

    private static KeptStory ReadStory(SqliteDataReader row, Uri feed) => new(
        row.GetInt64(0), feed, row.GetInt64(1), Time(row, 2)!.Value, row.GetInt64(3) != 0,
        new Story
        {
            Published = Time(row, 4),
            Guid = Text(row, 5),
            Url = Address(row, 6),
            Title = row.GetString(7),
            Standfirst = row.GetString(8),
            Source = row.GetString(9),
            Image = Address(row, 10),
            Authors = JsonSerializer.Deserialize(row.GetString(11), StorageJson.Default.IReadOnlyListString)!,
            Categories = JsonSerializer.Deserialize(row.GetString(12), StorageJson.Default.IReadOnlyListString)!,
        });
}
