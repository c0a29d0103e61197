using System;
using System.Collections.Generic;
using System.Net.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace MemoryApi.Core;

/// <summary>
/// The resilience handlers that a program has added to all its HTTP clients, as programs with .NET Aspire do. Around a pipeline of ours they would multiply the
/// requests, so they are left out while the client has one. Everything else that comes for all clients stays.
/// </summary>
internal static class HostPipelines
{
    /// <summary>
    /// Leaves them out. What is for all clients is applied before what is for one, so this has to be the first action of the client: what is added
    /// to its own builder comes later, and stays.
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
