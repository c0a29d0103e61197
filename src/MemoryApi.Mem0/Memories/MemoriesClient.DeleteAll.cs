using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class MemoriesClient
{
    /// <summary>Deletes all memories of one user, agent, app or run for good.</summary>
    /// <remarks>
    /// The service only queues the work. Pass the result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/> to wait for the deletion. It
    /// isn't guaranteed that the service considers all entities of a scope with several, so such a scope is refused here; see <see cref="DeleteAllUncheckedAsync"/>.
    /// </remarks>
    /// <param name="scope">Whose memories to delete; exactly one user, agent, app or run.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The scope names several entities; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual Task<QueuedDeletion> DeleteAllAsync(
        EntityScope scope, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(scope, nameof(scope));
        DeletionRule.Check(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, nameof(scope));
        return DeleteAllAsync(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, options, cancellationToken);
    }

    /// <summary>
    /// Deletes all memories that belong to several entities together, for good. If the service considers only one of the entities, all memories of that entity are
    /// deleted.
    /// </summary>
    /// <remarks>
    /// According to the service's documentation, it may consider only one of several entities, but its own examples use several. With
    /// <c>EntityScope.User("alice").WithRun("trip-7")</c> it deletes either the memories that belong to both, or all memories of the user. To be sure, list the
    /// memories with a filter and delete them with <c>DeleteManyAsync</c>. The service only queues the work. Pass the result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    /// to wait for the deletion.
    /// </remarks>
    /// <param name="scope">Whose memories to delete. It is sent unchanged.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentNullException">There is no scope; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual Task<QueuedDeletion> DeleteAllUncheckedAsync(
        EntityScope scope, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(scope, nameof(scope));
        return SendDeletionAsync(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, options, cancellationToken);
    }

    /// <summary>Deletes all memories of every user, or of every agent, app or run, of the key's project for good.</summary>
    /// <remarks>
    /// Memories that belong to no entity of that type stay. Only a backup that was made before can restore the memories; see <c>BackupAsync</c>. The service only
    /// queues the work. Pass the result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/> to wait for the deletion.
    /// </remarks>
    /// <param name="type">Users, agents, apps or runs.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The type is none of the four; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual Task<QueuedDeletion> DeleteAllOfEveryAsync(
        EntityType type, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        DeletionRule.CheckType(type, nameof(type));
        return SendDeletionAsync(Every(EntityType.User), Every(EntityType.Agent), Every(EntityType.App), Every(EntityType.Run), options, cancellationToken);

        string? Every(EntityType candidate) => candidate == type ? FilterLanguage.Wildcard : null;
    }

    /// <summary>Deletes all memories of all users, agents, apps and runs of the key's project for good.</summary>
    /// <remarks>
    /// Only a backup that was made before can restore the memories; see <c>BackupAsync</c>. The service only queues the work. Pass the result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    /// to wait for the deletion.
    /// </remarks>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual Task<QueuedDeletion> DeleteAllInProjectAsync(
        RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        const string Everything = FilterLanguage.Wildcard;
        return SendDeletionAsync(Everything, Everything, Everything, Everything, options, cancellationToken);
    }

    /// <summary>Makes the call directly, since the generated method refuses asterisks and several entities.</summary>
    private Task<QueuedDeletion> SendDeletionAsync(
        string? userId, string? agentId, string? appId, string? runId, RequestOptions? options, CancellationToken cancellationToken, [CallerMemberName] string method = "")
    {
        var uri = new RequestUri("v1/memories/").Query("user_id", userId).Query("agent_id", agentId).Query("app_id", appId).Query("run_id", runId);
        var request = new ApiRequest<QueuedDeletion>(DeleteAllCall.Operation, uri.ToString(), QueuedDeletionJson.Instance)
        {
            EmptyResult = static () => new QueuedDeletion(),
        };
        return Connection(method).SendAsync(request, options, cancellationToken);
    }

    internal static partial class DeleteAllCall
    {
        static partial void ValidateMore(string? userId, string? agentId, string? appId, string? runId) =>
            DeletionRule.Check(userId, agentId, appId, runId, nameof(userId));
    }
}
