using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class ExportsClientWithRawResponse
{
    /// <inheritdoc cref="ExportsClient.CreateAndWaitAsync(CreateExportRequest, WaitOptions?, IProgress{TimeSpan}?, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<JObject>> CreateAndWaitAsync(
        CreateExportRequest request,
        WaitOptions? wait = null,
        IProgress<TimeSpan>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ExportsClient(connection).CreateAndWaitAsync(request, wait, progress, options, cancellationToken));

    /// <inheritdoc cref="ExportsClient.WaitAsync(ExportJob, WaitOptions?, IProgress{TimeSpan}?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<ApiResponse<JObject>> WaitAsync(
        ExportJob job,
        WaitOptions? wait = null,
        IProgress<TimeSpan>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ExportsClient(connection).WaitAsync(job, wait, progress, options, cancellationToken));

    /// <inheritdoc cref="ExportsClient.WaitAsync(string, WaitOptions?, IProgress{TimeSpan}?, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<JObject>> WaitAsync(
        string exportId,
        WaitOptions? wait = null,
        IProgress<TimeSpan>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ExportsClient(connection).WaitAsync(exportId, wait, progress, options, cancellationToken));
}
