using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Polly;

namespace MemoryApi.Core;

/// <summary>Sends a call through the client's resilience.</summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private readonly ClientResilience _resilience;

    public ResilienceHandler(ClientResilience resilience) => _resilience = resilience;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Of a message that no client of ours made, nobody knows whether it may be repeated.
        if (ApiCall.Of(request) is not { } call)
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (_resilience.MayLimit(call))
        {
            return SendAsync(request, call, cancellationToken);
        }

        call.Begin(Timeout.InfiniteTimeSpan, cancellationToken);
        return base.SendAsync(request, cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ApiCall call, CancellationToken cancellationToken) =>
        _resilience.ExecuteAsync(
            call,
            static (context, attempt) => attempt.Handler.AttemptAsync(attempt.Request, context.CancellationToken),
            (Handler: this, Request: request),
            cancellationToken);

    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Outcome.FromResult(await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            return Outcome.FromException<HttpResponseMessage>(failure);
        }
    }
}
