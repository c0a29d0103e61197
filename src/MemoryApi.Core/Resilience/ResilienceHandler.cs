using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Polly;

namespace MemoryApi.Core;

/// <summary>Sends a call through the client's resilience.</summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private readonly Lazy<ClientResilience> _resilience;
    private readonly bool _isEnabled;

    /// <param name="resilience">Made by the first call that needs it: a client without resilience doesn't load Polly, which takes a third of a first call.</param>
    /// <param name="isEnabled">Whether every call needs it; else only one with a limit of its own.</param>
    public ResilienceHandler(Lazy<ClientResilience> resilience, bool isEnabled)
    {
        _resilience = resilience;
        _isEnabled = isEnabled;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Of a message that no client of ours made, nobody knows whether it may be repeated.
        if (ApiCall.Of(request) is not { } call)
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (_isEnabled || call.Options?.Timeout is not null)
        {
            return SendAsync(request, call, cancellationToken);
        }

        call.Begin(Timeout.InfiniteTimeSpan, cancellationToken);
        return base.SendAsync(request, cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, ApiCall call, CancellationToken cancellationToken) =>
        _resilience.Value.ExecuteAsync(
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
