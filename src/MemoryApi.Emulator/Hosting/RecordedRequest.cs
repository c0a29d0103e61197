using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Emulator;

/// <summary>One request as it arrived, and the status code of its response.</summary>
public sealed class RecordedRequest
{
    private int _statusCode;

    internal RecordedRequest(
        long number,
        DateTimeOffset receivedAt,
        string method,
        string target,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string body,
        string? operation)
    {
        Number = number;
        ReceivedAt = receivedAt;
        Method = method;
        Target = target;
        Headers = headers;
        Body = body;
        Operation = operation;
    }

    /// <summary>Position in the order of arrival, from 1.</summary>
    public long Number { get; }

    /// <summary>When the whole request had been read, by the emulator's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The HTTP method, as sent.</summary>
    public string Method { get; }

    /// <summary>The request target: path and query exactly as sent, percent-encoding included.</summary>
    public string Target { get; }

    /// <summary>The path part of <see cref="Target"/>, still percent-encoded.</summary>
    public string Path
    {
        get
        {
            var query = Target.IndexOf('?', StringComparison.Ordinal);
            return query < 0 ? Target : Target[..query];
        }
    }

    /// <summary>All headers. A header that was sent twice appears twice. The web server sets the order and the case of the names, not the client.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The body as text (UTF-8); empty when there was none.</summary>
    public string Body { get; }

    /// <summary>Name of the operation that the method and path belong to, such as <c>Memories_Add</c>; null when there is none.</summary>
    public string? Operation { get; }

    /// <summary>
    /// The status code of the response. It is null until the response is sent, and stays null when the connection was dropped.
    /// </summary>
    public int? StatusCode => _statusCode == 0 ? null : _statusCode;

    /// <summary>The value of a header, its lines joined by a comma; null when the request has none of that name.</summary>
    /// <param name="name">Header name, case-insensitive.</param>
    public string? Header(string name)
    {
        var values = Headers.Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }

    /// <summary>Method, target and status.</summary>
    public override string ToString() => $"{Method} {Target} -> {(StatusCode is { } status ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : "no response")}";

    internal void SetStatus(int statusCode) => _statusCode = statusCode;
}
