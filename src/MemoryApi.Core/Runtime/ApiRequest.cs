using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>A call as generated code describes it, before it becomes an HTTP message.</summary>
/// <typeparam name="TResult">Type of the result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public class ApiRequest<TResult>
{
    /// <summary>A call without a body.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="relativeUri">Path and query, encoded, without a slash in front.</param>
    /// <param name="resultCodec">Reads the response.</param>
    public ApiRequest(ApiOperation operation, string relativeUri, JsonCodec<TResult> resultCodec)
    {
        Operation = operation;
        RelativeUri = relativeUri;
        ResultCodec = resultCodec;
    }

    /// <summary>The operation.</summary>
    public ApiOperation Operation { get; }

    /// <summary>Path and query, encoded, without a slash in front.</summary>
    public string RelativeUri { get; }

    /// <summary>Reads the response.</summary>
    public JsonCodec<TResult> ResultCodec { get; }

    /// <summary>Creates the result of a successful response without content; <see langword="null"/> when content is required.</summary>
    public Func<TResult>? EmptyResult { get; init; }

    /// <summary>Whether JSON <c>null</c> is a valid result, which means that nothing was found.</summary>
    public bool IsResultNullable { get; init; }

    /// <summary>Headers that the specification declares as parameters. A header with the value <see langword="null"/> isn't sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>>? Headers { get; init; }

    /// <summary>How the body is written. Default: as JSON.</summary>
    public ContentFormat BodyFormat { get; init; }

    /// <summary>The media type of the body. Default: <c>application/json</c>.</summary>
    public string BodyMediaType { get; init; } = "application/json";

    /// <summary>How the result is read. Default: as JSON.</summary>
    public ContentFormat ResultFormat { get; init; }

    /// <summary>Whether there is a body to write.</summary>
    public virtual bool HasBody => false;

    /// <summary>The body, if it is sent as raw bytes or text.</summary>
    internal virtual byte[]? RawBody => null;

    /// <summary>Writes the body, if there is one.</summary>
    /// <param name="output">Where to write it.</param>
    public virtual void WriteBody(JsonOutput output)
    {
    }
}

/// <summary>One call with a body.</summary>
/// <typeparam name="TResult">Type of the result.</typeparam>
/// <typeparam name="TBody">Type of the body.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiRequest<TResult, TBody> : ApiRequest<TResult>
{
    private readonly JsonCodec<TBody> _bodyCodec;
    private readonly TBody _body;

    /// <summary>A call with a body.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="relativeUri">Path and query, encoded, without a slash in front.</param>
    /// <param name="resultCodec">Reads the response.</param>
    /// <param name="bodyCodec">Writes the body.</param>
    /// <param name="body">The body; <see langword="null"/> for none.</param>
    public ApiRequest(
        ApiOperation operation, string relativeUri, JsonCodec<TResult> resultCodec, JsonCodec<TBody> bodyCodec, TBody body)
        : base(operation, relativeUri, resultCodec)
    {
        _bodyCodec = bodyCodec;
        _body = body;
    }

    /// <inheritdoc/>
    public override bool HasBody => _body is not null;

    /// <inheritdoc/>
    internal override byte[]? RawBody => BodyFormat switch
    {
        ContentFormat.Bytes => _body as byte[],
        ContentFormat.Text => Utf8Text.Encoding.GetBytes(_body?.ToString() ?? string.Empty),
        _ => null,
    };

    /// <inheritdoc/>
    public override void WriteBody(JsonOutput output) => _bodyCodec.Write(output, _body);
}
