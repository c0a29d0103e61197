using System;
using System.Net.Http;
using System.Threading;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The header of a request that holds the API key.</summary>
internal sealed class ApiKeyHeader(ApiServiceDescription service)
{
    private Entry? _last;

    /// <summary>Whether the service takes a key.</summary>
    public bool IsUsed => service.Authentication.Header is not null;

    /// <summary>Puts a key on a request, in place of one that is there, and notes it with the call. Nothing happens for a service that takes none.</summary>
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

    /// <summary>Most calls have the key of the call before.</summary>
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
        /// <summary>The key, in the form in which calls keep it.</summary>
        public string[] Key { get; } = [key];

        /// <summary>The value of the header.</summary>
        public string Value => value;
    }
}
