using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class EventsClientWithRawResponse
{
    /// <inheritdoc cref="EventsClient.WaitAsync(string, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<MemoryEvent>> WaitAsync(
        string eventId,
        WaitOptions? wait = null,
        IProgress<MemoryEvent>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new EventsClient(connection).WaitAsync(eventId, wait, progress, options, cancellationToken));

    /// <inheritdoc cref="EventsClient.WaitAsync(AddMemoriesResult, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<ApiResponse<MemoryEvent>> WaitAsync(
        AddMemoriesResult addition,
        WaitOptions? wait = null,
        IProgress<MemoryEvent>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new EventsClient(connection).WaitAsync(addition, wait, progress, options, cancellationToken));

    /// <inheritdoc cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-2)]
    public virtual Task<ApiResponse<MemoryEvent>> WaitAsync(
        QueuedDeletion deletion,
        WaitOptions? wait = null,
        IProgress<MemoryEvent>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new EventsClient(connection).WaitAsync(deletion, wait, progress, options, cancellationToken));
}
