using System;
using System.Net.Http;
using System.Threading;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The header of a request that holds the API key.</summary>
internal sealed class ApiKeyHeader(ApiServiceDescription service)
{
    private Entry? _last;

    /// <summary>Puts a key on a request, in place of one that is there.</summary>
    public void Set(HttpRequestMessage request, string key)
    {
        request.Headers.Remove(service.AuthorizationHeader);
        request.Headers.TryAddWithoutValidation(service.AuthorizationHeader, Value(key));
    }

    /// <summary>The value of the header. Most calls have the key of the call before.</summary>
    private string Value(string key)
    {
        var last = Volatile.Read(ref _last);
        if (last is null || !string.Equals(last.Key, key, StringComparison.Ordinal))
        {
            last = new Entry(key, service.AuthorizationPrefix + key);
            Volatile.Write(ref _last, last);
        }

        return last.Text;
    }

    private sealed class Entry(string key, string text)
    {
        public string Key => key;

        public string Text => text;
    }
}
