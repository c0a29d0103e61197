using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>An answer's body in pooled memory; the memory goes back with the answer.</summary>
internal sealed class BufferedContent : HttpContent
{
    private readonly PooledBytes _bytes;
    private int _isDisposed;

    public BufferedContent(PooledBytes bytes, HttpContentHeaders received, bool isDecoded)
    {
        _bytes = bytes;
#if NET
        // As they came: parsing them and writing them out again takes longer than all else here.
        foreach (var header in received.NonValidated)
#else
        foreach (var header in received)
#endif
        {
            // They describe the body as it came.
            if (!isDecoded || !(Is(header.Key, "Content-Encoding") || Is(header.Key, "Content-Length")))
            {
                Add(header.Key, header.Value);
            }
        }
    }

    /// <summary>The body; not to be used any more once the answer is disposed.</summary>
    public ArraySegment<byte> Body => _bytes.Written;

    /// <summary>The body for one more owner, who disposes it too.</summary>
    public PooledBytes Share() => _bytes.Share();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var body = _bytes.Written;
        return stream.WriteAsync(body.Array!, body.Offset, body.Count);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _bytes.Dispose();
        }

        base.Dispose(disposing);
    }

#if NET
    private void Add(string name, HeaderStringValues values)
    {
        if (values.Count == 1)
        {
            Headers.TryAddWithoutValidation(name, values.ToString());
        }
        else
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }
#else
    private void Add(string name, IEnumerable<string> values) => Headers.TryAddWithoutValidation(name, values);
#endif

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
