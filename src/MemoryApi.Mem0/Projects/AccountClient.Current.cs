using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class AccountClient
{
    /// <summary>Tells which project, of which organization, the key belongs to.</summary>
    /// <remarks>That is asked once per key, by a ping before the first call that needs it.</remarks>
    /// <param name="options">Changes for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    public virtual Task<ProjectReference> GetCurrentProjectAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        CurrentProject.Of(Connection()).GetAsync(options, cancellationToken);
}
