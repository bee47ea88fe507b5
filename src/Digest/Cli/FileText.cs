using Digest.News;

namespace Digest.Cli;

/// <summary>Files that a command reads or writes whole.</summary>
internal static class FileText
{
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.UnreadableFile, path, Cause: e.Message), e);
        }
    }

    /// <summary>Writes a file so that there is the old one or the new one, never half of it.</summary>
    public static async Task ReplaceAsync(string path, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            var beside = path + ".new";
            await File.WriteAllBytesAsync(beside, bytes, cancellation);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.NotWritable, path, Cause: e.Message), e);
        }
    }
}
