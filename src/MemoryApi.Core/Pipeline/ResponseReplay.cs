using System;
using System.Net.Http;
using System.Threading;

namespace MemoryApi.Core;

/// <summary>Creates copies of a received response. All copies share the memory of the body, which is released with the last of them.</summary>
internal sealed class ResponseReplay : IDisposable
{
    private readonly HttpResponseMessage _received;
    private PooledBytes? _body;

    public ResponseReplay(HttpResponseMessage received)
    {
        _received = received;
        _body = (received.Content as BufferedContent)?.Share();
    }

    public HttpResponseMessage Create()
    {
        var copy = new HttpResponseMessage(_received.StatusCode)
        {
            ReasonPhrase = _received.ReasonPhrase,
            RequestMessage = _received.RequestMessage,
            Version = _received.Version,
        };
        foreach (var header in _received.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (Volatile.Read(ref _body) is { } body)
        {
            copy.Content = new BufferedContent(body.Share(), BufferedContent.HeadersOf(_received.Content), isDecoded: false, isSeenByOthers: true);
        }

        return copy;
    }

    public void Dispose() => Interlocked.Exchange(ref _body, null)?.Dispose();
}
