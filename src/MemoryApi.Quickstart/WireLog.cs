using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Quickstart;

/// <summary>Keeps the calls until they are printed: method, path and status code. A handler like this does not see the API key.</summary>
internal sealed class WireLog
{
    private readonly List<string> _calls = [];

    public DelegatingHandler CreateHandler() => new Handler(_calls);

    public IReadOnlyList<string> Take()
    {
        lock (_calls)
        {
            string[] taken = [.. _calls];
            _calls.Clear();
            return taken;
        }
    }

    private sealed class Handler(List<string> calls) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            lock (calls)
            {
                calls.Add($"{request.Method} {request.RequestUri!.PathAndQuery} -> {(int)response.StatusCode}");
            }

            return response;
        }
    }
}
