using System.Security.Cryptography;
using System.Text;
using Digest.News;

namespace Digest.Smtp;

/// <summary>Messages as files, each of which is there whole or not at all.</summary>
/// <param name="temporary">The folder in which a file is written.</param>
/// <param name="final">The folder in which it appears; on the same disk.</param>
internal sealed class MailFolder(string temporary, string final)
{
    /// <summary>Puts a message there. A message put there again takes its own place.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="bytes">The message.</param>
    /// <returns>That it is accepted, or that the folder can't be written.</returns>
    public async Task<Attempt> PutAsync(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            Directory.CreateDirectory(temporary);
            Directory.CreateDirectory(final);
            var unfinished = Path.Combine(temporary, name + ".part");
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (var file = new FileStream(unfinished, options))
            {
                await file.WriteAsync(bytes);
                await file.FlushAsync();
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            var path = Path.Combine(final, name);
            File.Move(unfinished, path, overwrite: true);
            return new Settled(new Accepted(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Stopped(new Problem(ProblemKind.NotWritable, final, Cause: e.Message));
        }
    }

    /// <summary>What tells a delivery from all others, today and when it is made again.</summary>
    /// <param name="mail">The message.</param>
    /// <returns>Sixteen hexadecimal digits.</returns>
    public static string Mark(OutgoingMail mail) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{mail.MessageId}\0{mail.Recipient}")).AsSpan(0, 8));
}
