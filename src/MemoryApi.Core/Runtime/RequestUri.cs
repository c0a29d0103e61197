using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Puts together path and query of a call, each part encoded.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly partial struct RequestUri
{
    // Much longer than any identifier of the services, and much shorter than the longest URI.
    private const int LongestSegment = 2048;

    private readonly string _text;
    private readonly bool _hasQuery;

    /// <summary>Begins with a path.</summary>
    /// <param name="path">The path, encoded, without a slash in front.</param>
    public RequestUri(string path)
        : this(path, hasQuery: false)
    {
    }

    private RequestUri(string text, bool hasQuery)
    {
        _text = text;
        _hasQuery = hasQuery;
    }

    /// <summary>Encodes an argument as exactly one segment of the path.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="parameterName">Name of the parameter, for the error.</param>
    /// <exception cref="ArgumentException">The argument isn't a valid path segment: it is missing, blank, <c>.</c>, <c>..</c> or invalid Unicode.</exception>
    public static string Segment(string? value, string parameterName)
    {
        Require.NotBlank(value, parameterName);
        if (value is "." or "..")
        {
            throw new ArgumentException("\".\" and \"..\" can't be identifiers: a URI would swallow them. Pass the identifier that the service gave you.", parameterName);
        }

        if (value.Length > LongestSegment)
        {
            throw new ArgumentException($"An identifier has at most {LongestSegment} characters.", parameterName);
        }

        return Encode(value, parameterName);
    }

    /// <summary>Adds a query parameter; <see langword="null"/> adds nothing.</summary>
    /// <param name="name">The wire name, already encoded.</param>
    /// <param name="value">The argument.</param>
    public RequestUri Query(string name, string? value) =>
        value is null ? this : new RequestUri(string.Concat(_text, _hasQuery ? "&" : "?", name, "=" + Encode(value, name)), hasQuery: true);

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, bool? value) => Query(name, ParameterText.Of(value));

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, long? value) => Query(name, ParameterText.Of(value));

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, ulong? value) => Query(name, ParameterText.Of(value));

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, double? value) => Query(name, ParameterText.Of(value));

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, decimal? value) => Query(name, ParameterText.Of(value));

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, CalendarDate? value) => Query(name, ParameterText.Of(value));

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, DateTimeOffset? value) => Query(name, ParameterText.Of(value));

    /// <summary>Adds a query parameter once for each value.</summary>
    /// <param name="name">The wire name, already encoded.</param>
    /// <param name="values">The arguments; <see langword="null"/> adds nothing.</param>
    public RequestUri Query(string name, IEnumerable<string>? values)
    {
        var uri = this;
        foreach (var value in values ?? [])
        {
            uri = uri.Query(name, value);
        }

        return uri;
    }

    /// <summary>Path and query, encoded.</summary>
    public override string ToString() => _text;

    private static string Encode(string value, string parameterName)
    {
        Require.Unicode(value, parameterName);
        return Uri.EscapeDataString(value);
    }
}
