using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class MemoriesClientWithRawResponse
{
    /// <inheritdoc cref="MemoriesClient.BackupAsync(MemoryFilter, Stream, BackupOptions?, IProgress{BackupProgress}?, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<BackupResult>> BackupAsync(
        MemoryFilter filter,
        Stream destination,
        BackupOptions? backup = null,
        IProgress<BackupProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoriesClient(connection).BackupAsync(filter, destination, backup, progress, options, cancellationToken));
}
