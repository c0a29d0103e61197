using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class MemoriesClient
{
    /// <summary>Changes any number of memories, in calls of up to 1000.</summary>
    /// <remarks>
    /// The input is read only as far as it is sent, so it needn't fit into memory. A failed chunk doesn't stop the others, and the result lists it. An invalid item
    /// in a collection is refused before anything is sent. In any other sequence, an invalid item becomes a failure of its own.
    /// </remarks>
    /// <param name="updates">The changes.</param>
    /// <param name="batch">How to split the input into calls. Default: chunks of 1000, 4 at the same time.</param>
    /// <param name="progress">
    /// Receives the progress after each chunk. If it throws, the batch stops: it starts no further chunk, awaits those in flight, and throws a
    /// <see cref="BatchFailedException"/> with the result. Default: none.
    /// </param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the calls in flight, and all further ones.</param>
    /// <returns>The result of the batch. Check it: failures don't throw.</returns>
    /// <exception cref="ArgumentException">An item of a collection changes nothing or has no id; nothing was sent.</exception>
    /// <exception cref="BatchCanceledException">The batch was cancelled. The exception contains the result so far.</exception>
    /// <exception cref="BatchFailedException">
    /// The input or <paramref name="progress"/> threw, or a call ended with an exception that is neither a <see cref="MemoryApiException"/> nor an
    /// <see cref="ArgumentException"/>, e.g. because the client is disposed. The exception contains the result so far.
    /// </exception>
    public virtual Task<BatchResult> UpdateManyAsync(
        IEnumerable<BatchMemoryUpdate> updates,
        BatchOptions? batch = null,
        IProgress<BatchProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(updates, nameof(updates));
        var run = UpdateRun(batch, progress, options);
        run.Check(updates, nameof(updates));
        return run.RunAsync(new SequenceAdapter<BatchMemoryUpdate>(updates), cancellationToken);
    }

    /// <inheritdoc cref="UpdateManyAsync(IEnumerable{BatchMemoryUpdate}, BatchOptions?, IProgress{BatchProgress}?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<BatchResult> UpdateManyAsync(
        IAsyncEnumerable<BatchMemoryUpdate> updates,
        BatchOptions? batch = null,
        IProgress<BatchProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(updates, nameof(updates));
        return UpdateRun(batch, progress, options).RunAsync(updates, cancellationToken);
    }

    /// <summary>Deletes any number of memories for good, in calls of up to 1000.</summary>
    /// <remarks>
    /// The input is read only as far as it is sent, so it needn't fit into memory. Don't enumerate the memories with a list call while this method deletes them: the
    /// pages would shift, and memories would be missed. Collect the ids first. A failed chunk doesn't stop the others, and the result lists it.
    /// </remarks>
    /// <param name="memoryIds">Ids of the memories, UUIDs.</param>
    /// <param name="batch">How to split the input into calls. Default: chunks of 1000, 4 at the same time.</param>
    /// <param name="progress">
    /// Receives the progress after each chunk. If it throws, the batch stops: it starts no further chunk, awaits those in flight, and throws a
    /// <see cref="BatchFailedException"/> with the result. Default: none.
    /// </param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the calls in flight, and all further ones.</param>
    /// <returns>The result of the batch. Check it: failures don't throw.</returns>
    /// <exception cref="ArgumentException">An id in a collection is blank; nothing was sent.</exception>
    /// <exception cref="BatchCanceledException">The batch was cancelled. The exception contains the result so far.</exception>
    /// <exception cref="BatchFailedException">
    /// The input or <paramref name="progress"/> threw, or a call ended with an exception that is neither a <see cref="MemoryApiException"/> nor an
    /// <see cref="ArgumentException"/>, e.g. because the client is disposed. The exception contains the result so far.
    /// </exception>
    public virtual Task<BatchResult> DeleteManyAsync(
        IEnumerable<string> memoryIds,
        BatchOptions? batch = null,
        IProgress<BatchProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(memoryIds, nameof(memoryIds));
        var run = DeleteRun(batch, progress, options);
        run.Check(memoryIds, nameof(memoryIds));
        return run.RunAsync(new SequenceAdapter<string>(memoryIds), cancellationToken);
    }

    /// <inheritdoc cref="DeleteManyAsync(IEnumerable{string}, BatchOptions?, IProgress{BatchProgress}?, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public virtual Task<BatchResult> DeleteManyAsync(
        IAsyncEnumerable<string> memoryIds,
        BatchOptions? batch = null,
        IProgress<BatchProgress>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(memoryIds, nameof(memoryIds));
        return DeleteRun(batch, progress, options).RunAsync(memoryIds, cancellationToken);
    }

    private BatchRun<BatchMemoryUpdate> UpdateRun(BatchOptions? batch, IProgress<BatchProgress>? progress, RequestOptions? options) => new(
        batch ?? new BatchOptions(),
        progress,
        static update => update?.MemoryId,
        static update => ProblemOf(() =>
        {
            Require.NotNull(update, nameof(update));
            update.Validate();
        }),
        (updates, token) => BatchUpdateAsync(new BatchUpdateMemoriesRequest(updates), options, token));

    private BatchRun<string> DeleteRun(BatchOptions? batch, IProgress<BatchProgress>? progress, RequestOptions? options) => new(
        batch ?? new BatchOptions(),
        progress,
        static memoryId => memoryId,
        static memoryId => ProblemOf(() => Require.NotBlank(memoryId, nameof(memoryId))),
        (ids, token) => BatchDeleteAsync(new BatchDeleteMemoriesRequest(ids.Select(static id => new MemoryReference(id)).ToArray()), options, token));

    private static ArgumentException? ProblemOf(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (ArgumentException problem)
        {
            return problem;
        }
    }
}
