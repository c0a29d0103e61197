using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class MemoriesClientWithRawResponse
{
    /// <inheritdoc cref="MemoriesClient.MergeMetadataAsync(string, JObject, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<Memory>> MergeMetadataAsync(
        string memoryId, JObject patch, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).MergeMetadataAsync(memoryId, patch, options, cancellationToken));
}
