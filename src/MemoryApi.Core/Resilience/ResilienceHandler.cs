using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Polly;

namespace MemoryApi.Core;

/// <summary>Sends a call through the client's resilience: time limits and retries.</summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private readonly ClientResilience _resilience;

    public ResilienceHandler(ClientResilience resilience) => _resilience = resilience;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Of a message that no client of ours made, nobody knows whether it may be repeated.
        return ApiCall.Of(request) is { } call
            ? _resilience.ExecuteAsync(
                call,
                static (context, attempt) => attempt.Handler.AttemptAsync(attempt.Request, attempt.Call, context.CancellationToken),
                (Handler: this, Request: request, Call: call),
                cancellationToken)
            : base.SendAsync(request, cancellationToken);
    }

    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(
        HttpRequestMessage request, ApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            call.BeginAttempt();
            return Outcome.FromResult(await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            return Outcome.FromException<HttpResponseMessage>(failure);
        }
    }
}
