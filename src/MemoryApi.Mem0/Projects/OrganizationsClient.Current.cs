using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class OrganizationsClient
{
    /// <summary>Reads the key's own organization.</summary>
    /// <remarks>Which one that is, is asked once per key, by a ping before the first call that needs it.</remarks>
    /// <param name="options">Changes for this call only; with another key it is that key's organization.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    public virtual async Task<Organization> GetCurrentAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await GetAsync(project.OrgId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the members of the key's own organization.</summary>
    /// <remarks>Which one that is, is asked once per key, by a ping before the first call that needs it.</remarks>
    /// <param name="options">Changes for this call only; with another key it is that key's organization.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<IReadOnlyList<OrganizationMember>> ListMembersAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await ListMembersAsync(project.OrgId, options, cancellationToken).ConfigureAwait(false);
    }
}
