using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class MemoriesClientWithRawResponse
{
    /// <inheritdoc cref="MemoriesClient.AddAsync(string, EntityScope, JObject?, bool?, CalendarDate?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<ApiResponse<AddMemoriesResult>> AddAsync(
        string text,
        EntityScope scope,
        JObject? metadata = null,
        bool? infer = null,
        CalendarDate? expirationDate = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        AddAsync(new AddMemoriesRequest(text, scope) { Metadata = metadata, Infer = infer, ExpirationDate = expirationDate }, options, cancellationToken);

    /// <inheritdoc cref="MemoriesClient.AddAsync(IEnumerable{Message}, EntityScope, JObject?, bool?, CalendarDate?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-2)]
    public virtual Task<ApiResponse<AddMemoriesResult>> AddAsync(
        IEnumerable<Message> messages,
        EntityScope scope,
        JObject? metadata = null,
        bool? infer = null,
        CalendarDate? expirationDate = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        AddAsync(new AddMemoriesRequest(messages, scope) { Metadata = metadata, Infer = infer, ExpirationDate = expirationDate }, options, cancellationToken);
}
