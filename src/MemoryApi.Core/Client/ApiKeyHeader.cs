using System;
using System.Net.Http;
using System.Threading;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>Sets the header with the API key.</summary>
internal sealed class ApiKeyHeader(ApiServiceDescription service)
{
    private Entry? _last;

    /// <summary>Whether the service takes a key.</summary>
    public bool IsUsed => service.Authentication.Header is not null;

    /// <summary>Sets the key of a request, replaces an earlier one, and notes the key on the call. It does nothing for a service that takes no key.</summary>
    public void Set(HttpRequestMessage request, ApiCall? call, string key)
    {
        if (service.Authentication.Header is not { } header)
        {
            return;
        }

        var entry = EntryOf(key);
        call?.AddKey(entry.Key);
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, entry.Value);
    }

    /// <summary>Caches the last key, since most calls use the same one as the call before.</summary>
    private Entry EntryOf(string key)
    {
        var last = Volatile.Read(ref _last);
        if (last is null || !string.Equals(last.Key[0], key, StringComparison.Ordinal))
        {
            last = new Entry(key, service.Authentication.ValueOf(key));
            Volatile.Write(ref _last, last);
        }

        return last;
    }

    private sealed class Entry(string key, string value)
    {
        /// <summary>The key in an array, as <see cref="ApiCall.AddKey"/> takes it.</summary>
        public string[] Key { get; } = [key];

        /// <summary>The value of the header.</summary>
        public string Value => value;
    }
}
