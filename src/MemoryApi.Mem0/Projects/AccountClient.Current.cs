using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class AccountClient
{
    /// <summary>Returns the project and the organization that the key belongs to.</summary>
    /// <remarks>The client asks the service only once per key, with a ping.</remarks>
    /// <param name="options">Options for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual Task<ProjectReference> GetCurrentProjectAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        CurrentProject.Of(Connection()).GetAsync(options, cancellationToken);
}
