using System;
using System.Collections.Generic;
using System.Net.Http;
using Microsoft.Extensions.Http;

namespace MemoryApi.Core;

/// <summary>
/// Places the handlers of one registered client around those that were added to its builder. A filter sees the list when all is added, and the one that was
/// registered first sees it last.
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
