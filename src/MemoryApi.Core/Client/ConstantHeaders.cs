using System;
using System.Collections.Generic;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The headers that are the same on every call of a client.</summary>
internal sealed class ConstantHeaders
{
    private readonly Dictionary<string, string> _headers;

    /// <param name="service">The service.</param>
    /// <param name="defaults"><see cref="ApiClientOptions.DefaultHeaders"/>, already validated. They replace the client's own headers.</param>
    public ConstantHeaders(ApiServiceDescription service, IEnumerable<KeyValuePair<string, string>> defaults)
    {
        var client = service.ClientName + "/" + service.ClientVersion;
        _headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Accept"] = "application/json",
            ["Accept-Encoding"] = ContentCoding.Accepted,
            ["User-Agent"] = client + " (" + RuntimeInformation.FrameworkDescription + ")",
        };
        if (service.ClientHeader is { } name)
        {
            _headers[name] = service.ClientProduct;
        }

        foreach (var header in defaults)
        {
            _headers[header.Key] = header.Value;
        }
    }

    public void AddTo(HttpRequestHeaders headers)
    {
        foreach (var header in _headers)
        {
            headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }
}
