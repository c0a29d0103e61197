using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class MemoriesClientWithRawResponse
{
    /// <inheritdoc cref="MemoriesClient.SearchAsync(string, MemoryFilter, int?, double?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<ApiResponse<MemorySearchResults>> SearchAsync(
        string query,
        MemoryFilter filter,
        int? topK = null,
        double? threshold = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        SearchAsync(MemoriesClient.SearchRequest(query, filter, topK, threshold), options, cancellationToken);

    /// <inheritdoc cref="MemoriesClient.ListAsync(MemoryFilter, int?, int?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<ApiResponse<MemoryPage>> ListAsync(
        MemoryFilter filter, int? page = null, int? pageSize = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        ListAsync(new ListMemoriesRequest(filter), page, pageSize, options, cancellationToken);

    /// <inheritdoc cref="MemoriesClient.ListAllAsync(MemoryFilter, int?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual IAsyncEnumerable<ApiResponse<Memory>> ListAllAsync(
        MemoryFilter filter, int? pageSize = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        ListAllAsync(new ListMemoriesRequest(filter), pageSize, options, cancellationToken);
}
