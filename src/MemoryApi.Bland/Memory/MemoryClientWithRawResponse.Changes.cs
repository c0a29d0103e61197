using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

public partial class MemoryClientWithRawResponse
{
    /// <inheritdoc cref="MemoryClient.GetChangesByCallAsync(string, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<MemoryChanges>> GetChangesByCallAsync(
        string callId, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(callId, nameof(callId));
        return GetChangesAsync(callId, null, options, cancellationToken);
    }

    /// <inheritdoc cref="MemoryClient.GetChangesByConversationAsync(string, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<MemoryChanges>> GetChangesByConversationAsync(
        string conversationId, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(conversationId, nameof(conversationId));
        return GetChangesAsync(null, conversationId, options, cancellationToken);
    }
}
