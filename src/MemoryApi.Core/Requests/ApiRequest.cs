using System;
using System.Collections.Generic;
using System.ComponentModel;
using Newtonsoft.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>One call before it has become an HTTP message: all that generated code knows of it.</summary>
/// <typeparam name="TResult">Type of the answer.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public class ApiRequest<TResult>
{
    /// <summary>A call without a body.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="relativeUri">Path and query, encoded, without a slash in front.</param>
    /// <param name="resultModel">Reads the answer.</param>
    public ApiRequest(ApiOperation operation, string relativeUri, JsonModel<TResult> resultModel)
    {
        Operation = operation;
        RelativeUri = relativeUri;
        ResultModel = resultModel;
    }

    /// <summary>The operation.</summary>
    public ApiOperation Operation { get; }

    /// <summary>Path and query, encoded, without a slash in front.</summary>
    public string RelativeUri { get; }

    /// <summary>Reads the answer.</summary>
    public JsonModel<TResult> ResultModel { get; }

    /// <summary>Makes the result of a success without content; <see langword="null"/> when there is none to make.</summary>
    public Func<TResult>? EmptyResult { get; init; }

    /// <summary>Whether JSON <c>null</c> is an answer: a lookup that found nothing.</summary>
    public bool IsResultNullable { get; init; }

    /// <summary>Headers that the specification declares as parameters and the caller has set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    /// <summary>Whether there is a body to write.</summary>
    public virtual bool HasBody => false;

    /// <summary>Writes the body; nothing when there is none.</summary>
    /// <param name="writer">The writer.</param>
    public virtual void WriteBody(JsonWriter writer)
    {
    }
}

/// <summary>One call with a JSON body.</summary>
/// <typeparam name="TResult">Type of the answer.</typeparam>
/// <typeparam name="TBody">Type of the body.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiRequest<TResult, TBody> : ApiRequest<TResult>
{
    private readonly JsonModel<TBody> _bodyModel;
    private readonly TBody _body;

    /// <summary>A call with a body.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="relativeUri">Path and query, encoded, without a slash in front.</param>
    /// <param name="resultModel">Reads the answer.</param>
    /// <param name="bodyModel">Writes the body.</param>
    /// <param name="body">The body.</param>
    public ApiRequest(
        ApiOperation operation, string relativeUri, JsonModel<TResult> resultModel, JsonModel<TBody> bodyModel, TBody body)
        : base(operation, relativeUri, resultModel)
    {
        _bodyModel = bodyModel;
        _body = body;
    }

    /// <inheritdoc/>
    public override bool HasBody => true;

    /// <inheritdoc/>
    public override void WriteBody(JsonWriter writer) => _bodyModel.Write(writer, _body);
}
