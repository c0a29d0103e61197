using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class DreamClientWithRawResponse
{
    /// <inheritdoc cref="DreamClient.GetConfigAsync(RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<DreamConfig>> GetConfigAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new DreamClient(connection).GetConfigAsync(options, cancellationToken));

    /// <inheritdoc cref="DreamClient.UpdateConfigAsync(UpdateDreamConfigRequest, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<DreamConfig>> UpdateConfigAsync(
        UpdateDreamConfigRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new DreamClient(connection).UpdateConfigAsync(request, options, cancellationToken));

    /// <inheritdoc cref="DreamClient.ListRunsAsync(int?, string?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<DreamRunPage>> ListRunsAsync(
        int? limit = null, string? cursor = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new DreamClient(connection).ListRunsAsync(limit, cursor, options, cancellationToken));

    /// <inheritdoc cref="DreamClient.ListRunMemoriesAsync(string, int?, string?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<DreamMemoryPage>> ListRunMemoriesAsync(
        string runId, int? limit = null, string? cursor = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new DreamClient(connection).ListRunMemoriesAsync(runId, limit, cursor, options, cancellationToken));

    /// <inheritdoc cref="DreamClient.ListActivityAsync(int?, string?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<DreamActivityPage>> ListActivityAsync(
        int? limit = null, string? cursor = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new DreamClient(connection).ListActivityAsync(limit, cursor, options, cancellationToken));

    /// <inheritdoc cref="DreamClient.GetStatsAsync(RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<JObject>> GetStatsAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new DreamClient(connection).GetStatsAsync(options, cancellationToken));

    /// <inheritdoc cref="DreamClient.GetSourcesAsync(string, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<JToken>> GetSourcesAsync(
        string memoryId, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new DreamClient(connection).GetSourcesAsync(memoryId, options, cancellationToken));

    /// <inheritdoc cref="DreamClient.PreviewAsync(RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<JObject>> PreviewAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new DreamClient(connection).PreviewAsync(options, cancellationToken));
}
