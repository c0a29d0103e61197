using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace MemoryApi.Core.Runtime;

/// <summary>Puts together path and query of a call, each part encoded.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RequestUri
{
    // Far beyond any identifier of the services and far below what a URI may be long.
    private const int LongestSegment = 2048;

    private readonly StringBuilder _text = new();
    private bool _hasQuery;

    /// <summary>Begins with a part that needs no encoding.</summary>
    /// <param name="path">Beginning of the path, without a slash in front.</param>
    public RequestUri(string path) => _text.Append(path);

    /// <summary>Encodes an argument as exactly one segment of the path.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="parameterName">Name of the parameter, for the error.</param>
    /// <exception cref="ArgumentException">The argument can't be one segment: it is missing, blank, a dot segment or not text.</exception>
    public static string Segment(string value, string parameterName)
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

    /// <summary>Adds a part of the path that needs no encoding.</summary>
    /// <param name="part">The part.</param>
    public RequestUri Path(string part)
    {
        _text.Append(part);
        return this;
    }

    /// <summary>Adds a query parameter; <see langword="null"/> adds nothing.</summary>
    /// <param name="name">Wire name, encoded already.</param>
    /// <param name="value">The argument.</param>
    public RequestUri Query(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Encode(value, name));
            _hasQuery = true;
        }

        return this;
    }

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, bool? value) => Query(name, value switch { true => "true", false => "false", null => null });

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, long? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, double? value) => Query(name, value?.ToString("R", CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, CalendarDate? value) => Query(name, value?.ToString());

    /// <inheritdoc cref="Query(string, string?)"/>
    public RequestUri Query(string name, DateTimeOffset? value) => Query(name, value is { } time ? JsonWrite.Text(time) : null);

    /// <summary>Adds a query parameter once for each value.</summary>
    /// <param name="name">Wire name, encoded already.</param>
    /// <param name="values">The arguments; <see langword="null"/> adds nothing.</param>
    public RequestUri Query(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            Query(name, value);
        }

        return this;
    }

    /// <summary>Path and query, encoded.</summary>
    public override string ToString() => _text.ToString();

    private static string Encode(string value, string parameterName)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogate(value[i]))
            {
                // Half a character would arrive as another one.
                if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                {
                    throw new ArgumentException("The text has half of a surrogate pair, which no encoding can carry.", parameterName);
                }

                i++;
            }
        }

        return Uri.EscapeDataString(value);
    }
}
