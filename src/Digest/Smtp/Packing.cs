using Digest.News;

namespace Digest.Smtp;

/// <summary>From a frozen mail to the bytes that would go on the wire, signed where that is asked for.</summary>
public sealed class Packing
{
    private readonly DkimSeal? _seal;

    /// <summary>Reads the key.</summary>
    /// <param name="dkim">With what messages are signed; null: with nothing.</param>
    /// <exception cref="ProblemException">The key can't be used.</exception>
    public Packing(DkimOptions? dkim) => _seal = dkim is null ? null : DkimSeal.For(dkim, DkimKey.Read(dkim));

    /// <summary>Packs a mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <returns>Its bytes, CRLF line ends.</returns>
    public byte[] Pack(OutgoingMail mail)
    {
        if (_seal is null)
        {
            return mail.ToBytes();
        }

        using var message = FrozenMessage.Of(mail, () => { });
        _seal.Seal(message, mail.Date);
        using var bytes = new MemoryStream();
        message.WriteTo(FrozenMessage.Format, bytes);
        return bytes.ToArray();
    }

    /// <summary>The same with the line ends of Unix.</summary>
    /// <param name="bytes">Bytes with CRLF line ends.</param>
    /// <returns>Bytes with LF line ends.</returns>
    public static byte[] WithoutReturns(byte[] bytes)
    {
        var kept = new byte[bytes.Length];
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\r' || i + 1 == bytes.Length || bytes[i + 1] != '\n')
            {
                kept[length++] = bytes[i];
            }
        }

        return kept[..length];
    }
}
