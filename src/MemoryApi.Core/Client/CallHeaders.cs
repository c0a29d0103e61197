using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;

namespace MemoryApi.Core;

/// <summary>The headers of one call. They replace the client's constant headers.</summary>
internal static class CallHeaders
{
    /// <param name="headers">Where to add them.</param>
    /// <param name="ofCall">The headers from the call's <see cref="RequestOptions"/>.</param>
    /// <param name="keyHeader">The header with the API key, which can't be among them.</param>
    /// <exception cref="ArgumentException">The name or value of a header is invalid, or it is the header of the API key.</exception>
    public static void AddTo(HttpRequestHeaders headers, IEnumerable<KeyValuePair<string, string>>? ofCall, string? keyHeader = null)
    {
        if (ofCall is null)
        {
            return;
        }

        foreach (var header in ofCall)
        {
            if (IsKeyHeader(header.Key, keyHeader))
            {
                throw new ArgumentException(
                    $"The header \"{keyHeader}\" carries the API key and can't be set with a call. Set {nameof(RequestOptions)}.{nameof(RequestOptions.ApiKey)} instead.",
                    nameof(RequestOptions.Headers));
            }

            Add(headers, header.Key, header.Value, nameof(RequestOptions.Headers));
        }
    }

    /// <summary>Adds the headers that the specification declares and the caller has set.</summary>
    /// <exception cref="ArgumentException">The value of a header is invalid.</exception>
    public static void AddDeclared(HttpRequestHeaders headers, IReadOnlyList<KeyValuePair<string, string?>>? declared)
    {
        for (var i = 0; i < declared?.Count; i++)
        {
            if (declared[i].Value is { } value)
            {
                Add(headers, declared[i].Key, value, declared[i].Key);
            }
        }
    }

    /// <summary>The problem of a header for all calls; <see langword="null"/> when it is valid. The text doesn't repeat the header's value.</summary>
    public static string? ProblemOf(KeyValuePair<string, string> header, string? keyHeader)
    {
        if (IsKeyHeader(header.Key, keyHeader))
        {
            return $"the header \"{keyHeader}\" carries the API key. Set {nameof(ApiClientOptions.ApiKey)} or {nameof(ApiClientOptions.ApiKeyProvider)} instead.";
        }

        using var message = new HttpRequestMessage();
        return IsValue(header.Value) && TryReplace(message.Headers, header.Key, header.Value)
            ? null
            : $"{Named(header.Key)} can't be sent: its name is no request header's, or its value has a line break, a control character or a character outside ASCII.";
    }

    private static bool IsKeyHeader(string name, string? keyHeader) => string.Equals(name, keyHeader, StringComparison.OrdinalIgnoreCase);

    private static void Add(HttpRequestHeaders headers, string name, string value, string parameter)
    {
        if (!IsValue(value) || !TryReplace(headers, name, value))
        {
            throw new ArgumentException(
                $"{Named(name)} can't be sent with a call: its name is no request header's, or its value has a line break, a control character or a character outside ASCII.",
                parameter);
        }
    }

    /// <summary>Names a header in a message. An invalid name isn't quoted, since a line break in it could forge a log entry.</summary>
    private static string Named(string? name) => IsValue(name) ? $"The header \"{name}\"" : "A header";

    private static bool TryReplace(HttpRequestHeaders headers, string name, string value)
    {
        try
        {
            headers.Remove(name);
        }
        catch (Exception failure) when (failure is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }

        return headers.TryAddWithoutValidation(name, value);
    }

    private static bool IsValue(string? value)
    {
        foreach (var character in value ?? "\0")
        {
            if (character is (< ' ' or > '~') and not '\t')
            {
                return false;
            }
        }

        return true;
    }
}
