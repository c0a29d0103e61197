using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class EntitiesClientWithRawResponse
{
    /// <inheritdoc cref="EntitiesClient.DeleteEveryAsync(EntityType, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<IReadOnlyList<QueuedDeletion>>> DeleteEveryAsync(
        EntityType type, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new EntitiesClient(connection).DeleteEveryAsync(type, options, cancellationToken));
}
