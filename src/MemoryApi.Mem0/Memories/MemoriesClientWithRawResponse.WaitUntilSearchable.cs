using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class MemoriesClientWithRawResponse
{
    /// <inheritdoc cref="MemoriesClient.WaitUntilSearchableAsync(AddMemoriesResult, EntityScope, WaitOptions?, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<MemoryEvent>> WaitUntilSearchableAsync(
        AddMemoriesResult addition,
        EntityScope scope,
        WaitOptions? wait = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).WaitUntilSearchableAsync(addition, scope, wait, options, cancellationToken));
}
