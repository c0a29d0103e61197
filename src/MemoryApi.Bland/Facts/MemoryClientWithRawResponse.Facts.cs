using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Bland;

public partial class MemoryClientWithRawResponse
{
    /// <inheritdoc cref="MemoryClient.MergeFactsAsync(string, FactPatch, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<ApiResponse<FactMergeResult>> MergeFactsAsync(
        string memoryId, FactPatch patch, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = MemoryClient.CopyToSend(patch);
        return MergeAsync();

        async Task<ApiResponse<FactMergeResult>> MergeAsync()
        {
            var response = await MergeFactsAsync(memoryId, new MergeFactsRequest(sent.ToJson()), options, cancellationToken).ConfigureAwait(false);
            return response.With(new FactMergeResult(response.Value, sent));
        }
    }

    /// <inheritdoc cref="MemoryClient.MergeFactsAsync(ContactMemory, FactPatch, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-2)]
    public virtual Task<ApiResponse<FactMergeReport>> MergeFactsAsync(
        ContactMemory memory, FactPatch patch, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoryClient(connection).MergeFactsAsync(memory, patch, options, cancellationToken));

    /// <inheritdoc cref="MemoryClient.MergeFactsDeepAsync(string, FactPatch, int, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<FactMergeReport>> MergeFactsDeepAsync(
        string memoryId, FactPatch patch, int maxRounds = 3, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new MemoryClient(connection).MergeFactsDeepAsync(memoryId, patch, maxRounds, options, cancellationToken));
}
