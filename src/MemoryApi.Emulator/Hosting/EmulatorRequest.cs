using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Hosting;

/// <summary>A completely read request, split into the parts that the services use.</summary>
internal sealed class EmulatorRequest
{
    private JsonElement? _json;

    public EmulatorRequest(string method, string target, string origin, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        Method = method;
        Target = target;
        Origin = origin;
        Headers = headers;
        Body = body;

        // Split before decoding, so that an encoded slash stays inside its segment.
        var path = target;
        if (!path.StartsWith('/') && path.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            var root = path.IndexOf('/', scheme + 3);
            path = root < 0 ? "/" : path[root..];
        }

        var query = path.IndexOf('?', StringComparison.Ordinal);
        Query = new QueryParameters(query < 0 ? "" : path[(query + 1)..]);
        Path = query < 0 ? path : path[..query];
        Segments = (Path.StartsWith('/') ? Path[1..] : Path).Split('/');
    }

    public string Method { get; }

    public string Target { get; }

    public string Path { get; }

    /// <summary>Scheme and authority by which the client reached the emulator.</summary>
    public string Origin { get; }

    /// <summary>The segments of the path, still encoded. After a trailing slash, the last segment is empty.</summary>
    public string[] Segments { get; }

    public QueryParameters Query { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The decoded path arguments, in the order of the template. The service sets them from its route.</summary>
    public string[] Arguments { get; set; } = [];

    public string? ContentType => Header("Content-Type");

    public bool IsJson => ContentType is { } type &&
        type.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);

    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }

    public string BodyText() => Encoding.UTF8.GetString(Body.Span);

    /// <exception cref="JsonException">The body is not acceptable JSON.</exception>
    public JsonElement Json() => _json ??= JsonBody.Parse(Body);
}
