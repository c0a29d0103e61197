using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0;

/// <summary>Collects lines, and writes them to the stream at once, so that a page is either there or not.</summary>
internal sealed class BackupWriter(Stream destination) : IDisposable
{
    private readonly MemoryStream _pending = new();

    public void Add(BackupLine line)
    {
        var utf8 = BackupLineJson.Instance.ToUtf8(line);
        _pending.Write(utf8, 0, utf8.Length);
        _pending.WriteByte((byte)'\n');
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        _pending.Position = 0;
        await _pending.CopyToAsync(destination, 81920, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        _pending.SetLength(0);
    }

    public void Dispose() => _pending.Dispose();
}
