using Digest.News;

namespace Digest.Storage;

/// <summary>
/// Keeps two runs from overlapping on one ledger, and two one-offs: each kind has a file beside it that one process at a
/// time holds open. The system lets go of it when that process ends, however it ends; the file itself stays.
/// </summary>
public sealed class RunLock : IDisposable
{
    // Whoever only looks whether a one-off is under way holds its file for a moment: that is waited for.
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(20);
    private const int Moments = 25;

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of runs, or says who has it.</summary>
    /// <param name="ledger">The ledger's full path; a link to it leads to the same lock.</param>
    /// <returns>The lock, held until disposed of.</returns>
    /// <exception cref="ProblemException">Another process holds it, or its folder can't be written.</exception>
    public static RunLock Take(string ledger) => Take(ledger, oneOff: false) ?? throw Held(ledger, oneOff: false);

    /// <summary>Takes the lock of one-offs, or says who has it.</summary>
    /// <inheritdoc cref="Take(string)"/>
    public static RunLock TakeForOneOff(string ledger)
    {
        var held = Take(ledger, oneOff: true);
        for (var i = 0; held is null && i < Moments; i++)
        {
            Thread.Sleep(_moment);
            held = Take(ledger, oneOff: true);
        }

        return held ?? throw Held(ledger, oneOff: true);
    }

    /// <summary>Whether no one-off is under way.</summary>
    /// <param name="ledger">The ledger's full path.</param>
    /// <returns>False while a process holds the lock of one-offs.</returns>
    /// <exception cref="ProblemException">The ledger's folder can't be written.</exception>
    public static bool IsNoOneOff(string ledger)
    {
        using var held = Take(ledger, oneOff: true);
        return held is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static RunLock? Take(string ledger, bool oneOff)
    {
        try
        {
            var path = LedgerFile.RealPath(ledger);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new RunLock(new FileStream(path + (oneOff ? ".send.lock" : ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.LedgerNotWritable, ledger, Cause: e.Message), e);
        }
    }

    private static ProblemException Held(string ledger, bool oneOff) =>
        new(new Problem(ProblemKind.LedgerHeld, ledger, Ledger.HolderOf(ledger, oneOff)));

    // Windows: a sharing or lock violation. Elsewhere: EWOULDBLOCK from flock (11 on Linux, 35 on macOS).
    private static bool IsHeld(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 32 or 33
        : e.HResult is 11 or 35;
}
