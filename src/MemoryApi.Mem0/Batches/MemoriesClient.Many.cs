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
    /// The input is read only as far as it is sent, so it may be longer than memory. A chunk that fails doesn't stop the others; the
    /// result names it. What is invalid in a collection is refused before anything is sent, and reported as a failure of its own when
    /// it turns up in another sequence.
    /// </remarks>
    /// <param name="updates">The changes.</param>
    /// <param name="batch">How to cut the input into calls. Default: chunks of 1000, 4 at the same time.</param>
    /// <param name="progress">
    /// Receives the progress after each chunk. An exception that it throws stops the batch: chunks in flight are awaited, no further one begins, and
    /// <see cref="BatchFailedException"/> has the result. Default: none.
    /// </param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the calls that are under way, and all further ones.</param>
    /// <returns>What became of each item. Check it: failures don't throw.</returns>
    /// <exception cref="ArgumentException">An item of a collection changes nothing or has no id; nothing was sent.</exception>
    /// <exception cref="BatchCanceledException">The batch was cancelled; it says what was done before.</exception>
    /// <exception cref="BatchFailedException">Reading the input failed, or the progress threw; it says what was done before.</exception>
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
    /// The input is read only as far as it is sent, so it may be longer than memory. But don't feed it from a list of the memories that
    /// it deletes: the pages would move under the list, and memories be missed. Collect the ids first. A chunk that fails doesn't
    /// stop the others; the result names it.
    /// </remarks>
    /// <param name="memoryIds">Ids of the memories, UUIDs.</param>
    /// <param name="batch">How to cut the input into calls. Default: chunks of 1000, 4 at the same time.</param>
    /// <param name="progress">
    /// Receives the progress after each chunk. An exception that it throws stops the batch: chunks in flight are awaited, no further one begins, and
    /// <see cref="BatchFailedException"/> has the result. Default: none.
    /// </param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the calls that are under way, and all further ones.</param>
    /// <returns>What became of each item. Check it: failures don't throw.</returns>
    /// <exception cref="ArgumentException">An id in a collection is blank; nothing was sent.</exception>
    /// <exception cref="BatchCanceledException">The batch was cancelled; it says what was done before.</exception>
    /// <exception cref="BatchFailedException">Reading the input failed, or the progress threw; it says what was done before.</exception>
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
