using System;
using System.Collections.Generic;
using System.Net.Http;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>
/// Places the handlers of one registered client around those that were added to its builder. A filter is the last to see the
/// list, so the order holds for handlers that are added later too.
/// </summary>
internal sealed class HandlerPlacement<TOptions> : IHttpMessageHandlerBuilderFilter
    where TOptions : ApiClientOptions, new()
{
    private readonly string _httpClientName;
    private readonly Lazy<HandlerChain> _chain;

    public HandlerPlacement(ClientRegistration registration, IOptionsMonitor<TOptions> options, ILoggerFactory? loggerFactory)
    {
        _httpClientName = registration.HttpClientName;

        // The chain is made once: its resilience has to outlive the handlers, which are renewed.
        _chain = new Lazy<HandlerChain>(() => CreateChain(registration, options, loggerFactory));
    }

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name == _httpClientName)
        {
            var added = new List<DelegatingHandler>(builder.AdditionalHandlers);
            builder.AdditionalHandlers.Clear();
            foreach (var handler in _chain.Value.Create(added, isTransportOwned: true))
            {
                builder.AdditionalHandlers.Add(handler);
            }
        }
    };

    private static HandlerChain CreateChain(ClientRegistration registration, IOptionsMonitor<TOptions> monitor, ILoggerFactory? loggerFactory)
    {
        var options = monitor.Get(registration.OptionsName);
        var log = ClientLog.OfRegistered(registration.Service, options, loggerFactory);
        return new HandlerChain(registration.Service, () => monitor.Get(registration.OptionsName), log);
    }
}
