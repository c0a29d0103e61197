using System;
using System.Collections.Generic;
using System.Net.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace MemoryApi.Core;

/// <summary>
/// Removes resilience handlers that a program has added to all its HTTP clients, as .NET Aspire does. Around our own pipeline they would multiply the retries, so
/// they are removed when the client has a pipeline. Other handlers for all clients stay.
/// </summary>
internal static class HostPipelines
{
    /// <summary>
    /// Removes the handlers. Actions for all clients run before actions for one client. This must be the first action of the client, so that handlers on its own
    /// builder are added later and stay.
    /// </summary>
    public static void LeaveOut(IHttpClientBuilder builder, Func<IServiceProvider, ApiClientOptions> options) =>
        builder.ConfigureAdditionalHttpMessageHandlers((handlers, provider) =>
        {
            if (options(provider).UseResilience)
            {
                Remove(handlers);
            }
        });

    private static void Remove(IList<DelegatingHandler> handlers)
    {
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            if (handlers[i] is ResilienceHandler)
            {
                handlers.RemoveAt(i);
            }
        }
    }
}
