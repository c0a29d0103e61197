using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Resets the headers before each attempt to those of the first one. Otherwise a handler inside of this one that adds a header would add it again with each retry.
/// It is only used when there are such handlers.
/// </summary>
internal sealed class AttemptHeadersHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ApiCall.Of(request) is { } call)
        {
            if (call.FirstHeaders is { } first)
            {
                Restore(request, first);
            }
            else
            {
                call.FirstHeaders = Copy(request);
            }
        }

        return base.SendAsync(request, cancellationToken);
    }

    private static List<KeyValuePair<string, IEnumerable<string>>> Copy(HttpRequestMessage request)
    {
        var headers = new List<KeyValuePair<string, IEnumerable<string>>>();
#if NET
        foreach (var header in request.Headers.NonValidated)
        {
            headers.Add(new KeyValuePair<string, IEnumerable<string>>(header.Key, [.. header.Value]));
        }
#else
        foreach (var header in request.Headers)
        {
            headers.Add(new KeyValuePair<string, IEnumerable<string>>(header.Key, [.. header.Value]));
        }
#endif
        return headers;
    }

    private static void Restore(HttpRequestMessage request, IReadOnlyList<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        request.Headers.Clear();
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }
}
