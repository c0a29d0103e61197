using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>One call before it has become an HTTP message: all that generated code knows of it.</summary>
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

    /// <summary>Makes the result of a success without content; <see langword="null"/> when there is none to make.</summary>
    public Func<TResult>? EmptyResult { get; init; }

    /// <summary>Whether JSON <c>null</c> is a result: a lookup that found nothing.</summary>
    public bool IsResultNullable { get; init; }

    /// <summary>Headers that the specification declares as parameters and the caller has set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    /// <summary>Whether there is a body to write.</summary>
    public virtual bool HasBody => false;

    /// <summary>Writes the body; nothing when there is none.</summary>
    /// <param name="output">Where to write it.</param>
    public virtual void WriteBody(JsonOutput output)
    {
    }
}

/// <summary>One call with a JSON body.</summary>
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
    /// <param name="body">The body.</param>
    public ApiRequest(
        ApiOperation operation, string relativeUri, JsonCodec<TResult> resultCodec, JsonCodec<TBody> bodyCodec, TBody body)
        : base(operation, relativeUri, resultCodec)
    {
        _bodyCodec = bodyCodec;
        _body = body;
    }

    /// <inheritdoc/>
    public override bool HasBody => true;

    /// <inheritdoc/>
    public override void WriteBody(JsonOutput output) => _bodyCodec.Write(output, _body);
}
