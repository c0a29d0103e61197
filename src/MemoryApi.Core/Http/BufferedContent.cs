using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>The body of a response in pooled memory, which is returned to the pool when the response is disposed.</summary>
internal sealed class BufferedContent : HttpContent
{
    private readonly PooledBytes _bytes;
    private readonly HttpContentHeaders? _received;
    private int _isDisposed;

    /// <param name="bytes">The body.</param>
    /// <param name="received">The headers of the received body.</param>
    /// <param name="isDecoded">Whether the body has been decompressed.</param>
    /// <param name="isSeenByOthers">Whether handlers that aren't ours see the content. The headers are copied only then, or when they have changed.</param>
    public BufferedContent(PooledBytes bytes, HttpContentHeaders received, bool isDecoded, bool isSeenByOthers)
    {
        _bytes = bytes;
        if (!isSeenByOthers && !isDecoded)
        {
            _received = received;
            return;
        }

#if NET
        // Copied unparsed: parsing and formatting them takes longer than everything else here.
        foreach (var header in received.NonValidated)
#else
        foreach (var header in received)
#endif
        {
            // They describe the body before decompression.
            if (!isDecoded || !(Is(header.Key, "Content-Encoding") || Is(header.Key, "Content-Length")))
            {
                Add(header.Key, header.Value);
            }
        }
    }

    /// <summary>The headers of a received body.</summary>
    public static HttpContentHeaders HeadersOf(HttpContent content) => (content as BufferedContent)?._received ?? content.Headers;

    /// <summary>The body. It must not be used after the response is disposed.</summary>
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
