using System;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

/// <content>Reading what an agent is told, with the parameters that belong together.</content>
public partial class MemoryClient
{
    /// <summary>Reads the context about a contact that a persona receives when a conversation starts.</summary>
    /// <remarks>For a known contact without a memory, the context is empty. An unknown contact is an error.</remarks>
    /// <param name="contactId">Id of the contact.</param>
    /// <param name="personaId">Id of the persona.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">An id is blank; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual Task<MemoryContext> GetContextForPersonaAsync(
        string contactId, string personaId, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(contactId, nameof(contactId));
        Require.NotBlank(personaId, nameof(personaId));
        return GetContextAsync(contactId, personaId, null, options, cancellationToken);
    }

    /// <summary>Reads the context about a contact that an agent receives when a conversation starts.</summary>
    /// <remarks>For a known contact without a memory, the context is empty. An unknown contact is an error.</remarks>
    /// <param name="contactId">Id of the contact.</param>
    /// <param name="agentNumber">Phone number of the agent, in E.164 format.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The id or the number is blank; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual Task<MemoryContext> GetContextForAgentAsync(
        string contactId, string agentNumber, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(contactId, nameof(contactId));
        Require.NotBlank(agentNumber, nameof(agentNumber));
        return GetContextAsync(contactId, null, agentNumber, options, cancellationToken);
    }
}
