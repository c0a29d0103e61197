using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>Logs each request that passes, and whether it has a key.</summary>
public sealed class RecordingHandler(string name, List<string> log) : DelegatingHandler
{
    public bool IsDisposed { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        log.Add(name + (request.Headers.Contains("Authorization") ? ", key" : ", no key"));
        return base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
