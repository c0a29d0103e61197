using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Sends a call that isn't idempotent at most once, whichever pipeline or handler outside of this one repeats the request. Idempotent calls pass unchanged.
/// <see cref="SingleSend"/> keeps the outcome of the first send.
/// </summary>
internal sealed class AtMostOnceHandler : DelegatingHandler
{
    private readonly bool _isClientWithoutRetries;

    private readonly bool _hasForeignHandlers;

    /// <param name="isClientWithoutRetries">Whether the client's retries are switched off. Then the transport must not repeat a request either.</param>
    /// <param name="hasForeignHandlers">Whether the chain has handlers that aren't ours. They may repeat any request, while our own pipeline repeats only what is safe.</param>
    public AtMostOnceHandler(bool isClientWithoutRetries, bool hasForeignHandlers)
    {
        _isClientWithoutRetries = isClientWithoutRetries;
        _hasForeignHandlers = hasForeignHandlers;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        if (call is null || (call.MayRetry && !_isClientWithoutRetries))
        {
            return base.SendAsync(request, cancellationToken);
        }

        // .NET repeats a request without a body by itself, up to three times, when a server closes the connection without a response.
        request.Content ??= new ByteArrayContent([]);
        return call.MayRetry || !_hasForeignHandlers
            ? base.SendAsync(request, cancellationToken)
            : SendOnceAsync(call, request, cancellationToken);
    }

    // A separate method, so that other calls don't allocate the closure.
    private Task<HttpResponseMessage> SendOnceAsync(ApiCall call, HttpRequestMessage request, CancellationToken cancellationToken) =>
        call.SingleSend.SendAsync(() => base.SendAsync(request, cancellationToken), cancellationToken);
}
