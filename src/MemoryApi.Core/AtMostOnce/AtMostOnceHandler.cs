using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Sits inside of everything that may repeat a request, and sends a call that may not run twice once. Calls that may pass without a trace.
/// </summary>
internal sealed class AtMostOnceHandler : DelegatingHandler
{
    private readonly bool _isClientWithoutRetries;

    /// <param name="isClientWithoutRetries">Whether the client repeats nothing, so that the transport shouldn't either.</param>
    public AtMostOnceHandler(bool isClientWithoutRetries) => _isClientWithoutRetries = isClientWithoutRetries;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        if (call is null || (call.MayRunTwice && !_isClientWithoutRetries))
        {
            return base.SendAsync(request, cancellationToken);
        }

        // .NET repeats a request without a body by itself, up to three times, when a server closes the connection without a response.
        request.Content ??= new ByteArrayContent([]);
        return call.MayRunTwice
            ? base.SendAsync(request, cancellationToken)
            : call.SingleSend.SendAsync(() => base.SendAsync(request, cancellationToken), cancellationToken);
    }
}
