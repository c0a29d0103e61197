using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0;

/// <summary>Collects the lines of a page and writes them to the stream together.</summary>
/// <param name="destination">Where to write.</param>
/// <param name="previous">Checksum of the header or closing line that was written last; empty before the header.</param>
internal sealed class BackupWriter(Stream destination, string previous = "") : IDisposable
{
    private readonly MemoryStream _pending = new();
    private readonly BackupChecksum _checksum = new();
    private string _previous = previous;
    private bool _isNew = previous.Length == 0;

    public void Add(BackupHeader header)
    {
        var line = BackupLineJson.Instance.ToUtf8(header);
        _previous = _checksum.OfHeader(new ArraySegment<byte>(line));
        Write(line);
    }

    public void Add(BackupMemory memory)
    {
        var line = BackupLineJson.Instance.ToUtf8(memory);
        _checksum.Append(new ArraySegment<byte>(line));
        Write(line);
    }

    public void Add(BackupSeal seal)
    {
        seal.Previous = _previous;
        seal.Checksum = BackupChecksum.Placeholder;
        var line = BackupLineJson.Instance.ToUtf8(seal);
        _previous = _checksum.Seal(line);
        Write(line);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_isNew)
        {
            _isNew = false;
            if (destination.CanSeek && destination.Position < destination.Length)
            {
                // The rest of an earlier, longer file would follow the end of this backup, and a restore would report it as damage.
                try
                {
                    destination.SetLength(destination.Position);
                }
                catch (NotSupportedException)
                {
                    // The stream has a fixed length, e.g. that of a memory-mapped file, so it can't be truncated.
                }
            }
        }

        _pending.Position = 0;
        await _pending.CopyToAsync(destination, 81920, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        _pending.SetLength(0);
    }

    public void Dispose()
    {
        _pending.Dispose();
        _checksum.Dispose();
    }

    private void Write(byte[] line)
    {
        _pending.Write(line, 0, line.Length);
        _pending.WriteByte((byte)'\n');
    }
}
