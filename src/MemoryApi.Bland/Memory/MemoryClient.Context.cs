using System;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

/// <content>Reading what an agent is told, with the parameters that belong together.</content>
public partial class MemoryClient
{
    /// <summary>Reads what a persona is told about a contact when a conversation starts.</summary>
    /// <remarks>A known contact without a memory gives an empty context, an unknown contact an error.</remarks>
    /// <param name="contactId">Id of the contact.</param>
    /// <param name="personaId">Id of the persona whose memory is meant.</param>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">An id is blank; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    public virtual Task<MemoryContext> GetContextForPersonaAsync(
        string contactId, string personaId, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(contactId, nameof(contactId));
        Require.NotBlank(personaId, nameof(personaId));
        return GetContextAsync(contactId, personaId, null, options, cancellationToken);
    }

    /// <summary>Reads what an agent is told about a contact when a conversation starts.</summary>
    /// <remarks>A known contact without a memory gives an empty context, an unknown contact an error.</remarks>
    /// <param name="contactId">Id of the contact.</param>
    /// <param name="agentNumber">Phone number of the agent whose memory is meant, in E.164 format.</param>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">The id or the number is blank; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    public virtual Task<MemoryContext> GetContextForAgentAsync(
        string contactId, string agentNumber, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(contactId, nameof(contactId));
        Require.NotBlank(agentNumber, nameof(agentNumber));
        return GetContextAsync(contactId, null, agentNumber, options, cancellationToken);
    }
}
