using Digest.News;

namespace Digest.Feeds;

/// <summary>Reads a feed that is a file.</summary>
internal static class FeedFile
{
    /// <summary>Reads the file at a <c>file:</c> address, within the size limit.</summary>
    public static async Task<FeedAnswer> ReadAsync(Uri address, FetchOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(address.LocalPath);
            var body = await BoundedBody.ReadAsync(file, options.MaxSize, cancellation);
            return body is null
                ? new FeedNoAnswer(FeedProblem.TooLarge(address, options))
                : new FeedBody(body.Value, address);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var cause = unreadable is FileNotFoundException or DirectoryNotFoundException ? "no such file" : unreadable.Message;
            return new FeedNoAnswer(new(ProblemKind.FeedFileMissing, FeedAddress.Shown(address), Cause: cause));
        }
    }
}
