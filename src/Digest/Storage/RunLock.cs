using Digest.News;

namespace Digest.Storage;

/// <summary>
/// Keeps two runs from overlapping on one ledger: a file beside it that one process at a time holds open. The system lets
/// go of it when that process ends, however it ends; the file itself stays.
/// </summary>
public sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a ledger, or says who has it.</summary>
    /// <param name="ledger">The ledger's full path.</param>
    /// <returns>The lock, held until disposed of.</returns>
    /// <exception cref="ProblemException">Another process holds it, or its folder can't be written.</exception>
    public static RunLock Take(string ledger)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(ledger)!);
            return new RunLock(new FileStream(ledger + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new ProblemException(new Problem(ProblemKind.LedgerHeld, ledger, Ledger.HolderOf(ledger), Cause: e.Message), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.LedgerNotWritable, ledger, Cause: e.Message), e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // Windows: a sharing or lock violation. Elsewhere: EWOULDBLOCK from flock (11 on Linux, 35 on macOS).
    private static bool IsHeld(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 32 or 33
        : e.HResult is 11 or 35;
}
