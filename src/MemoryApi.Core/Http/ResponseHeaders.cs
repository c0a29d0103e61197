using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;

namespace MemoryApi.Core;

/// <summary>Copies the headers of a response, so that they can be used after its message is disposed.</summary>
internal static class ResponseHeaders
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> None =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] RequestIdNames =
        ["x-request-id", "request-id", "x-amzn-requestid", "x-amz-request-id", "x-correlation-id", "cf-ray"];

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(HttpResponseMessage response)
    {
        var all = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        Add(all, response.Headers);
        if (response.Content is { } content)
        {
            Add(all, BufferedContent.HeadersOf(content));
        }

        return all;
    }

    public static string? RequestId(HttpResponseMessage response)
    {
        foreach (var name in RequestIdNames)
        {
            if (First(response.Headers, name) is { Length: > 0 } id)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>The first value of a header as it was received, even if .NET can't parse it.</summary>
    public static string? First(HttpHeaders headers, string name)
    {
        if (headers.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }

        return null;
    }

    private static void Add(Dictionary<string, IReadOnlyList<string>> all, HttpHeaders headers)
    {
        foreach (var header in headers)
        {
            all[header.Key] = [.. header.Value];
        }
    }
}
