using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.EmulatorTests;

/// <summary>Records requests and responses as they are sent, independently of how a client reads them.</summary>
internal sealed class ExchangeLog
{
    private readonly List<Exchange> _exchanges = [];

    public IReadOnlyList<Exchange> All
    {
        get
        {
            lock (_exchanges)
            {
                return [.. _exchanges];
            }
        }
    }

    public Exchange Last => All[^1];

    public DelegatingHandler CreateHandler() => new Handler(this);

    private void Add(Exchange exchange)
    {
        lock (_exchanges)
        {
            _exchanges.Add(exchange);
        }
    }

    private sealed class Handler(ExchangeLog log) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = string.Empty;
            if (request.Content is { } content)
            {
                await content.LoadIntoBufferAsync(cancellationToken);
                body = await content.ReadAsStringAsync(cancellationToken);
            }

            var headers = request.Headers
                .Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            log.Add(new Exchange(
                request.Method.Method,
                request.RequestUri!.PathAndQuery,
                headers,
                body,
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType,
                await response.Content.ReadAsStringAsync(cancellationToken)));
            return response;
        }
    }
}
