using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class MemoriesClientWithRawResponse
{
    /// <inheritdoc cref="MemoriesClient.UpdateManyAsync(IEnumerable{BatchMemoryUpdate}, BatchOptions?, IProgress{BatchProgress}?, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<BatchResult>> UpdateManyAsync(
        IEnumerable<BatchMemoryUpdate> updates,
        BatchOptions? batch = null,
        IProgress<BatchProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).UpdateManyAsync(updates, batch, progress, options, cancellationToken));

    /// <inheritdoc cref="MemoriesClient.UpdateManyAsync(IAsyncEnumerable{BatchMemoryUpdate}, BatchOptions?, IProgress{BatchProgress}?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<ApiResponse<BatchResult>> UpdateManyAsync(
        IAsyncEnumerable<BatchMemoryUpdate> updates,
        BatchOptions? batch = null,
        IProgress<BatchProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).UpdateManyAsync(updates, batch, progress, options, cancellationToken));

    /// <inheritdoc cref="MemoriesClient.DeleteManyAsync(IEnumerable{string}, BatchOptions?, IProgress{BatchProgress}?, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<BatchResult>> DeleteManyAsync(
        IEnumerable<string> memoryIds,
        BatchOptions? batch = null,
        IProgress<BatchProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).DeleteManyAsync(memoryIds, batch, progress, options, cancellationToken));

    /// <inheritdoc cref="MemoriesClient.DeleteManyAsync(IAsyncEnumerable{string}, BatchOptions?, IProgress{BatchProgress}?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<ApiResponse<BatchResult>> DeleteManyAsync(
        IAsyncEnumerable<string> memoryIds,
        BatchOptions? batch = null,
        IProgress<BatchProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).DeleteManyAsync(memoryIds, batch, progress, options, cancellationToken));
}
