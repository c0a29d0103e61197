using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class AccountClientWithRawResponse
{
    /// <inheritdoc cref="AccountClient.GetCurrentProjectAsync(RequestOptions?, CancellationToken)"/>
    public virtual async Task<ApiResponse<ProjectReference>> GetCurrentProjectAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        // The remembered project isn't used, since the caller wants a response.
        var ping = await PingAsync(options, cancellationToken).ConfigureAwait(false);
        return ping.With(CurrentProject.ProjectOf(ping.Value));
    }
}
