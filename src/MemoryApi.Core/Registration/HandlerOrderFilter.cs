using System;
using System.Collections.Generic;
using System.Net.Http;
using Microsoft.Extensions.Http;

namespace MemoryApi.Core;

/// <summary>
/// Puts the handlers of one registered client around the handlers that were added to its builder. A filter runs after all handlers have been added, and the filter
/// that was registered first runs last.
/// </summary>
internal sealed class HandlerOrderFilter : IHttpMessageHandlerBuilderFilter
{
    private readonly string _httpClientName;
    private readonly Func<HandlerChain> _chain;

    public HandlerOrderFilter(ClientRegistration registration, Func<HandlerChain> chain)
    {
        _httpClientName = registration.HttpClientName;
        _chain = chain;
    }

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name == _httpClientName)
        {
            var added = new List<DelegatingHandler>(builder.AdditionalHandlers);
            builder.AdditionalHandlers.Clear();
            foreach (var handler in _chain().Create(builder.PrimaryHandler, added, isTransportOwned: true))
            {
                builder.AdditionalHandlers.Add(handler);
            }
        }
    };
}
