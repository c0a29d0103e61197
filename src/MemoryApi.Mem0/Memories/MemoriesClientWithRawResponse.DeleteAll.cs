using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class MemoriesClientWithRawResponse
{
    /// <inheritdoc cref="MemoriesClient.DeleteAllAsync(EntityScope, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<ApiResponse<QueuedDeletion>> DeleteAllAsync(
        EntityScope scope, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(scope, nameof(scope));
        DeletionRule.Check(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, nameof(scope));
        return DeleteAllAsync(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, options, cancellationToken);
    }

    /// <inheritdoc cref="MemoriesClient.DeleteAllUncheckedAsync(EntityScope, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<QueuedDeletion>> DeleteAllUncheckedAsync(
        EntityScope scope, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).DeleteAllUncheckedAsync(scope, options, cancellationToken));

    /// <inheritdoc cref="MemoriesClient.DeleteAllOfEveryAsync(EntityType, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<QueuedDeletion>> DeleteAllOfEveryAsync(
        EntityType type, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).DeleteAllOfEveryAsync(type, options, cancellationToken));

    /// <inheritdoc cref="MemoriesClient.DeleteAllInProjectAsync(RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<QueuedDeletion>> DeleteAllInProjectAsync(
        RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).DeleteAllInProjectAsync(options, cancellationToken));
}
