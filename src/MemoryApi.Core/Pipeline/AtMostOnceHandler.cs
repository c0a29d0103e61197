using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Sits inside of everything that may repeat a request, and sends a call that isn't idempotent at most once. Idempotent calls pass unchanged.
/// </summary>
internal sealed class AtMostOnceHandler : DelegatingHandler
{
    private readonly bool _isClientWithoutRetries;

    private readonly bool _hasForeignHandlers;

    /// <param name="isClientWithoutRetries">Whether the client repeats nothing, so that the transport shouldn't either.</param>
    /// <param name="hasForeignHandlers">Whether handlers that others wrote may repeat a request. Our own pipeline knows which it may.</param>
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

    // Apart, so that only a call that needs it pays for the closure.
    private Task<HttpResponseMessage> SendOnceAsync(ApiCall call, HttpRequestMessage request, CancellationToken cancellationToken) =>
        call.SingleSend.SendAsync(() => base.SendAsync(request, cancellationToken), cancellationToken);
}
