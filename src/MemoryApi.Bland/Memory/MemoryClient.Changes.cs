using System;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

/// <content>Reading what changed a memory, with the parameters that belong together.</content>
public partial class MemoryClient
{
    /// <summary>Reads a memory as it was before a call, and the changes that the call made to it.</summary>
    /// <param name="callId">Id of the call.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The id is blank; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual Task<MemoryChanges> GetChangesByCallAsync(
        string callId, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(callId, nameof(callId));
        return GetChangesAsync(callId, null, options, cancellationToken);
    }

    /// <summary>Reads a memory as it was before a text conversation, and the changes that the conversation made to it.</summary>
    /// <param name="conversationId">Id of the text conversation.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The id is blank; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual Task<MemoryChanges> GetChangesByConversationAsync(
        string conversationId, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(conversationId, nameof(conversationId));
        return GetChangesAsync(null, conversationId, options, cancellationToken);
    }
}
