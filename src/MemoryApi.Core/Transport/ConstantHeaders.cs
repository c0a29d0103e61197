using System.Collections.Generic;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The headers that are the same on every call of a client.</summary>
internal sealed class ConstantHeaders
{
    private readonly KeyValuePair<string, string>[] _headers;

    public ConstantHeaders(ApiServiceDescription service)
    {
        var client = service.ClientName + "/" + service.ClientVersion;
        var userAgent = new KeyValuePair<string, string>("User-Agent", client + " (" + RuntimeInformation.FrameworkDescription + ")");
        var accept = new KeyValuePair<string, string>("Accept", "application/json");
        _headers = service.ClientHeader is { } name
            ? [accept, userAgent, new KeyValuePair<string, string>(name, "dotnet-" + client)]
            : [accept, userAgent];
    }

    public void AddTo(HttpRequestHeaders headers)
    {
        foreach (var header in _headers)
        {
            headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }
}
