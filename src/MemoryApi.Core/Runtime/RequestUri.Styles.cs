using System;
using System.Collections.Generic;
using System.Globalization;

namespace MemoryApi.Core.Runtime;

/// <content>Lists and objects, in the styles of OpenAPI.</content>
public readonly partial struct RequestUri
{
    /// <summary>A list or object as part of a segment of the path, in the style <c>simple</c>.</summary>
    /// <typeparam name="T">Type of the argument.</typeparam>
    /// <param name="value">The argument.</param>
    /// <param name="codec">Writes the argument.</param>
    /// <param name="explode">OpenAPI's <c>explode</c>.</param>
    /// <param name="parameterName">Name of the parameter, for the error.</param>
    /// <exception cref="ArgumentException">The argument can't be written as text.</exception>
    public static string SimpleSegment<T>(T value, JsonCodec<T> codec, bool explode, string parameterName) =>
        Whole(Part(value, codec, parameterName).Simple(explode, Uri.EscapeDataString), parameterName);

    /// <summary>An argument as part of a segment of the path, in the style <c>label</c>.</summary>
    /// <inheritdoc cref="SimpleSegment"/>
    public static string LabelSegment<T>(T value, JsonCodec<T> codec, bool explode, string parameterName) =>
        Whole(Part(value, codec, parameterName).Label(explode, Uri.EscapeDataString), parameterName);

    /// <summary>An argument as part of a segment of the path, in the style <c>matrix</c>.</summary>
    /// <typeparam name="T">Type of the argument.</typeparam>
    /// <param name="name">Wire name.</param>
    /// <param name="value">The argument.</param>
    /// <param name="codec">Writes the argument.</param>
    /// <param name="explode">OpenAPI's <c>explode</c>.</param>
    /// <param name="parameterName">Name of the parameter, for the error.</param>
    /// <exception cref="ArgumentException">The argument can't be written as text.</exception>
    public static string MatrixSegment<T>(string name, T value, JsonCodec<T> codec, bool explode, string parameterName) =>
        Whole(Part(value, codec, parameterName).Matrix(name, explode, Uri.EscapeDataString), parameterName);

    /// <summary>Adds a list or object in the style <c>form</c>; <see langword="null"/> adds nothing.</summary>
    /// <typeparam name="T">Type of the argument.</typeparam>
    /// <param name="name">Wire name.</param>
    /// <param name="value">The argument.</param>
    /// <param name="codec">Writes the argument.</param>
    /// <param name="explode">Whether each item or member is a parameter of its own.</param>
    public RequestUri Form<T>(string name, T? value, JsonCodec<T> codec, bool explode) =>
        value is null ? this : Add(Part(value, codec, name).Form(name, explode));

    /// <summary>Adds a list or object whose parts have one delimiter between them; <see langword="null"/> adds nothing.</summary>
    /// <typeparam name="T">Type of the argument.</typeparam>
    /// <param name="name">Wire name.</param>
    /// <param name="value">The argument.</param>
    /// <param name="codec">Writes the argument.</param>
    /// <param name="delimiter">The delimiter.</param>
    public RequestUri Delimited<T>(string name, T? value, JsonCodec<T> codec, string delimiter) =>
        value is null ? this : Add([Part(value, codec, name).Delimited(name, delimiter)]);

    /// <summary>Adds an object in the style <c>deepObject</c>; <see langword="null"/> adds nothing.</summary>
    /// <typeparam name="T">Type of the argument.</typeparam>
    /// <param name="name">Wire name.</param>
    /// <param name="value">The argument.</param>
    /// <param name="codec">Writes the argument.</param>
    public RequestUri DeepObject<T>(string name, T? value, JsonCodec<T> codec) =>
        value is null ? this : Add(Part(value, codec, name).DeepObject(name));

    private static StyledValue Part<T>(T value, JsonCodec<T> codec, string name)
    {
        Require.NotNull(value, name);
        Require.NotNull(codec, nameof(codec));
        return StyledValue.Of(value!, codec, name);
    }

    private static string Whole(string segment, string parameterName)
    {
        if (segment.Length == 0 || segment is "." or "..")
        {
            throw new ArgumentException($"{parameterName} has no text that could be a part of the path. Pass at least one value.", parameterName);
        }

        if (segment.Length > LongestSegment)
        {
            throw new ArgumentException(string.Format(CultureInfo.InvariantCulture, "{0} makes more than {1} characters of the path.", parameterName, LongestSegment), parameterName);
        }

        return segment;
    }

    private RequestUri Add(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var uri = this;
        foreach (var pair in pairs)
        {
            uri = uri.Query(Uri.EscapeDataString(pair.Key), pair.Value);
        }

        return uri;
    }
}
