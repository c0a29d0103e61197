using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class MemoriesClientWithRawResponse
{
    /// <inheritdoc cref="MemoriesClient.RestoreAsync(Stream, RestoreOptions?, IProgress{RestoreProgress}?, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<RestoreResult>> RestoreAsync(
        Stream source,
        RestoreOptions? restore = null,
        IProgress<RestoreProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).RestoreAsync(source, restore, progress, options, cancellationToken));
}
