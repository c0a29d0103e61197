using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class OrganizationsClientWithRawResponse
{
    /// <inheritdoc cref="OrganizationsClient.GetCurrentAsync(RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<Organization>> GetCurrentAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new OrganizationsClient(connection).GetCurrentAsync(options, cancellationToken));

    /// <inheritdoc cref="OrganizationsClient.ListMembersAsync(RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<IReadOnlyList<OrganizationMember>>> ListMembersAsync(
        RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new OrganizationsClient(connection).ListMembersAsync(options, cancellationToken));
}
