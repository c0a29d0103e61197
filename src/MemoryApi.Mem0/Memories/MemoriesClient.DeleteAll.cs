using System;
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
    /// to learn when it is done. Of several entities the service honours only one, so a scope with several is refused here.
    /// </remarks>
    /// <param name="scope">Whose memories to delete; exactly one user, agent, app or run.</param>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">The scope names several entities; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave an answer that can't be used.</exception>
    public virtual Task<QueuedDeletion> DeleteAllAsync(
        EntityScope scope, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(scope, nameof(scope));
        DeletionRule.Check(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, nameof(scope));
        return DeleteAllAsync(scope.UserId, scope.AgentId, scope.AppId, scope.RunId, options, cancellationToken);
    }

    /// <summary>Deletes all memories of all users, agents, apps and runs of the key's project for good.</summary>
    /// <remarks>
    /// There is no way back but a backup made before; see <c>BackupAsync</c>. The service only queues the work; hand the result to
    /// <see cref="EventsClient.WaitAsync(QueuedDeletion, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/>
    /// to learn when it is done.
    /// </remarks>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave an answer that can't be used.</exception>
    public virtual Task<QueuedDeletion> DeleteAllInProjectAsync(
        RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        const string Everything = FilterLanguage.Wildcard;
        var uri = new RequestUri("v1/memories/")
            .Query("user_id", Everything).Query("agent_id", Everything).Query("app_id", Everything).Query("run_id", Everything);

        // The generated call refuses several entities, so this one is made by hand.
        var request = new ApiRequest<QueuedDeletion>(DeleteAllCall.Operation, uri.ToString(), QueuedDeletionJson.Instance)
        {
            EmptyResult = static () => new QueuedDeletion(),
        };
        return Connection().SendAsync(request, options, cancellationToken);
    }

    internal static partial class DeleteAllCall
    {
        static partial void ValidateMore(string? userId, string? agentId, string? appId, string? runId) =>
            DeletionRule.Check(userId, agentId, appId, runId, nameof(userId));
    }
}
