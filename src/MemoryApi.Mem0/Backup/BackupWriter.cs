using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace MemoryApi.Mem0;

/// <summary>Collects lines, and writes them to the stream at once, so that a page is either there or not.</summary>
internal sealed class BackupWriter(Stream destination) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly MemoryStream _pending = new();

    public void Add(BackupLine line)
    {
        using var text = new StreamWriter(_pending, Utf8, 1024, leaveOpen: true) { NewLine = "\n" };
        using (var json = new JsonTextWriter(text) { CloseOutput = false })
        {
            line.WriteTo(json);
        }

        text.WriteLine();
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
