using System.ComponentModel;
using System.Net.Http;

namespace MemoryApi.Core.Runtime;

/// <summary>The parts of an operation's specification that are needed to send it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiOperation
{
    /// <summary>Describes an operation.</summary>
    /// <param name="id">The <c>operationId</c>, e.g. <c>Memories_Update</c>.</param>
    /// <param name="method">Its HTTP method.</param>
    /// <param name="pathTemplate">Its path with the names of its parameters in braces.</param>
    /// <param name="isIdempotent">Whether the operation may be sent again after an attempt that the service may have processed.</param>
    /// <param name="isEmptyResultAllowed">Whether the specification declares a success without content.</param>
    public ApiOperation(string id, HttpMethod method, string pathTemplate, bool isIdempotent, bool isEmptyResultAllowed)
    {
        Id = id;
        Method = method;
        PathTemplate = pathTemplate;
        IsIdempotent = isIdempotent;
        IsEmptyResultAllowed = isEmptyResultAllowed;
    }

    /// <summary>The <c>operationId</c>.</summary>
    public string Id { get; }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path with the names of its parameters in braces.</summary>
    public string PathTemplate { get; }

    /// <summary>Whether the operation may be sent again after an attempt that the service may have processed (<c>x-idempotent</c>).</summary>
    public bool IsIdempotent { get; }

    /// <summary>Whether the specification declares a success without content, e.g. 204.</summary>
    public bool IsEmptyResultAllowed { get; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
