using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>An empty content that counts how often it is disposed.</summary>
public sealed class TrackedContent : HttpContent
{
    public int Disposals { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        Disposals++;
        base.Dispose(disposing);
    }
}
