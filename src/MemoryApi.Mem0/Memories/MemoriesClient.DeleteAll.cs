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
    /// The service only queues the work; hand the result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    /// to learn when it is done. That the service honours more than one of several entities isn't guaranteed, so a scope with several is refused here; see
    /// <see cref="DeleteAllUncheckedAsync"/>.
    /// </remarks>
    /// <param name="scope">Whose memories to delete; exactly one user, agent, app or run.</param>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">The scope names several entities; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual Task<QueuedDeletion> DeleteAllAsync(
        EntityScope scope, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(scope, nameof(scope));
        DeletionRule.Check(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, nameof(scope));
        return DeleteAllAsync(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, options, cancellationToken);
    }

    /// <summary>Deletes all memories of several entities together, if the service honours them all, or else all of one of them, for good.</summary>
    /// <remarks>
    /// The service documents that of several entities only one may count, and uses several in examples of its own. With
    /// <c>EntityScope.User("alice").WithRun("trip-7")</c> it deletes what belongs to both, or all memories of the user. To be sure, list the memories
    /// by a filter, and delete these with <c>DeleteManyAsync</c>.
    /// The work is only queued; hand the result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    /// to learn when it is done.
    /// </remarks>
    /// <param name="scope">Whose memories to delete; sent as it is.</param>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentNullException">There is no scope; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    public virtual Task<QueuedDeletion> DeleteAllUncheckedAsync(
        EntityScope scope, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(scope, nameof(scope));
        return SendDeletionAsync(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, options, cancellationToken);
    }

    /// <summary>Deletes all memories of every user, or of every agent, app or run, of the key's project for good.</summary>
    /// <remarks>
    /// Memories that belong to none of that type stay. There is no way back but a backup made before; see <c>BackupAsync</c>. The service only queues the work;
    /// hand the result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    /// to learn when it is done.
    /// </remarks>
    /// <param name="type">Users, agents, apps or runs.</param>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">The type is none of the four; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    public virtual Task<QueuedDeletion> DeleteAllOfEveryAsync(
        EntityType type, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        DeletionRule.CheckType(type, nameof(type));
        return SendDeletionAsync(Every(EntityType.User), Every(EntityType.Agent), Every(EntityType.App), Every(EntityType.Run), options, cancellationToken);

        string? Every(EntityType candidate) => candidate == type ? FilterLanguage.Wildcard : null;
    }

    /// <summary>Deletes all memories of all users, agents, apps and runs of the key's project for good.</summary>
    /// <remarks>
    /// There is no way back but a backup made before; see <c>BackupAsync</c>. The service only queues the work; hand the result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    /// to learn when it is done.
    /// </remarks>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    public virtual Task<QueuedDeletion> DeleteAllInProjectAsync(
        RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        const string Everything = FilterLanguage.Wildcard;
        return SendDeletionAsync(Everything, Everything, Everything, Everything, options, cancellationToken);
    }

    /// <summary>Makes the call by hand, since the generated one refuses stars and several entities.</summary>
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
