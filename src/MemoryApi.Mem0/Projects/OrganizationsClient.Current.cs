using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class OrganizationsClient
{
    /// <summary>Reads the key's own organization.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the organization, with a ping.</remarks>
    /// <param name="options">Options for this call only. With another key, the call uses that key's organization.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual async Task<Organization> GetCurrentAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await GetAsync(project.OrgId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the members of the key's own organization.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the organization, with a ping.</remarks>
    /// <param name="options">Options for this call only. With another key, the call uses that key's organization.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<IReadOnlyList<OrganizationMember>> ListMembersAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await ListMembersAsync(project.OrgId, options, cancellationToken).ConfigureAwait(false);
    }
}
