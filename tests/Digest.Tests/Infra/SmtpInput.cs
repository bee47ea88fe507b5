using System.Text;

namespace Digest.Tests.Infra;

/// <summary>What a client says to the <see cref="SmtpServer"/>, by lines, by dots and by counts.</summary>
internal sealed class SmtpInput(Stream stream, CancellationToken stop)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>How many bytes have come and were not read yet.</summary>
    public int Waiting => _end - _start;

    /// <summary>The next line without its end; null where the client left before it.</summary>
    public async Task<string?> ReadLineAsync()
    {
        while (true)
        {
            var line = _buffer.AsSpan(_start, Waiting).IndexOf((byte)'\n');
            if (line >= 0)
            {
                var text = Encoding.UTF8.GetString(_buffer, _start, line).TrimEnd('\r');
                _start += line + 1;
                return text;
            }

            if (!await FillAsync())
            {
                return null;
            }
        }
    }

    /// <summary>Reads up to the line with a single dot; null where the client left before it.</summary>
    public async Task<byte[]?> ReadDottedAsync()
    {
        using var bytes = new MemoryStream();
        var atStart = true;
        while (true)
        {
            if (_buffer.AsSpan(_start, Waiting).IndexOf((byte)'\n') is var length and >= 0)
            {
                var line = _buffer.AsSpan(_start, length + 1);
                _start += length + 1;
                if (atStart && line.SequenceEqual(".\r\n"u8))
                {
                    return bytes.ToArray();
                }

                bytes.Write(atStart && line[0] == '.' ? line[1..] : line);
                atStart = line.EndsWith("\r\n"u8);
            }
            else if (!await FillAsync())
            {
                return null;
            }
        }
    }

    /// <summary>Reads so many bytes into another stream; false where the client left before the last.</summary>
    public async Task<bool> CopyAsync(int count, Stream to)
    {
        while (count > 0)
        {
            if (!await AnyAsync())
            {
                return false;
            }

            var taken = Math.Min(count, Waiting);
            await to.WriteAsync(_buffer.AsMemory(_start, taken), stop);
            _start += taken;
            count -= taken;
        }

        return true;
    }

    /// <summary>Waits for something to read; false where the client left.</summary>
    public async Task<bool> AnyAsync() => Waiting > 0 || await FillAsync();

    /// <summary>Reads on without listening until the client leaves.</summary>
    public async Task IgnoreAsync()
    {
        do
        {
            _start = _end;
        }
        while (await FillAsync());
    }

    private async Task<bool> FillAsync()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, Waiting).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), stop);
        _end += read;
        return read > 0;
    }
}
