using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

public partial class MemoryClientWithRawResponse
{
    /// <inheritdoc cref="MemoryClient.GetContextForPersonaAsync(string, string, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<MemoryContext>> GetContextForPersonaAsync(
        string contactId, string personaId, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(contactId, nameof(contactId));
        Require.NotBlank(personaId, nameof(personaId));
        return GetContextAsync(contactId, personaId, null, options, cancellationToken);
    }

    /// <inheritdoc cref="MemoryClient.GetContextForAgentAsync(string, string, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<MemoryContext>> GetContextForAgentAsync(
        string contactId, string agentNumber, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(contactId, nameof(contactId));
        Require.NotBlank(agentNumber, nameof(agentNumber));
        return GetContextAsync(contactId, null, agentNumber, options, cancellationToken);
    }
}
