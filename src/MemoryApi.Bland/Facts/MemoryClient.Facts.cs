using System;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <content>Merging of facts, with a check of the outcome.</content>
public partial class MemoryClient
{
    /// <summary>Merges facts into a memory with one call, and checks that the response contains the facts that were sent.</summary>
    /// <remarks>
    /// The service is expected to replace a nested object completely and to store <c>null</c>, but doesn't document this. If it behaves differently,
    /// <see cref="FactMergeResult.Deviations"/> says so.
    /// </remarks>
    /// <param name="memoryId">Id of the memory.</param>
    /// <param name="patch">The facts to add or overwrite. The call takes a copy.</param>
    /// <param name="options">Options for this call only. Default: <see langword="null"/>, none.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The patch is <see langword="null"/> or empty, or the id is blank or not a valid path segment. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual Task<FactMergeResult> MergeFactsAsync(
        string memoryId, FactPatch patch, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = CopyToSend(patch);
        return MergeAsync();

        async Task<FactMergeResult> MergeAsync() =>
            new(await MergeFactsAsync(memoryId, new MergeFactsRequest(sent.ToJson()), options, cancellationToken).ConfigureAwait(false), sent);
    }

    /// <summary>Merges facts into a memory with one call, and reports what the merge changed and whether the result is as predicted.</summary>
    /// <param name="memory">
    /// The memory from an earlier response; <see langword="null"/> for <see cref="ContactMemory.Facts"/> means that it has no facts. Its facts aren't sent but
    /// compared with the response, so a change by another writer in between is reported as a deviation.
    /// </param>
    /// <param name="patch">The facts to add or overwrite. The call takes a copy.</param>
    /// <param name="options">Options for this call only. Default: <see langword="null"/>, none.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">
    /// The patch is <see langword="null"/> or empty, the memory is <see langword="null"/>, or its id isn't a valid path segment. Nothing was sent.
    /// </exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(-2)]
    public virtual Task<FactMergeReport> MergeFactsAsync(
        ContactMemory memory, FactPatch patch, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(memory, nameof(memory));
        Require.NotBlank(memory.Id, "memory.Id", nameof(memory));
        return MergeAndReportAsync(memory.Id, CopyToSend(patch), (JObject?)memory.Facts?.DeepClone(), options, cancellationToken);
    }

    /// <summary>
    /// Merges facts into a memory at every depth: reads the memory, merges nested objects member by member, sends only the top-level keys that have changed, and
    /// checks the response. When nothing changes, nothing is sent.
    /// </summary>
    /// <remarks>
    /// A round consists of two calls, a read and a write. If a key in the response differs from the merged value that was sent, the next round begins with a new
    /// read. The service doesn't support conditional writes: a change that another writer makes to the same top-level key between the read and the write is
    /// overwritten without notice. Changes to other keys stay, and are reported as deviations.
    /// </remarks>
    /// <param name="memoryId">Id of the memory.</param>
    /// <param name="patch">The facts to add or overwrite. Objects in it are merged; any other value replaces the old one. The call takes a copy.</param>
    /// <param name="maxRounds">The maximum number of rounds, 1 or more. Default: 3.</param>
    /// <param name="options">Options for each call of this merge. Default: <see langword="null"/>, none.</param>
    /// <param name="cancellationToken">Cancels the merge. The service may still process a write that was sent.</param>
    /// <returns>
    /// A report that compares the last write with the read before it. <see cref="FactMergeResult.Patch"/> contains the top-level keys that were sent, and is empty
    /// if nothing was sent.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The patch is <see langword="null"/> or empty, the number of rounds is less than 1, or the id is blank or not a valid path segment. Nothing was sent.
    /// </exception>
    /// <exception cref="FactConflictException">After the last round, the response still differs from the merged facts.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
    public virtual Task<FactMergeReport> MergeFactsDeepAsync(
        string memoryId, FactPatch patch, int maxRounds = 3, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var wanted = CopyToSend(patch);
        if (maxRounds < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(maxRounds), maxRounds, "A deep merge takes 1 round or more.");
        }

        return MergeDeepAsync(memoryId, wanted, maxRounds, options, cancellationToken);
    }

    private async Task<FactMergeReport> MergeAndReportAsync(
        string memoryId, FactPatch sent, JObject? before, RequestOptions? options, CancellationToken cancellationToken) =>
        new(await MergeFactsAsync(memoryId, new MergeFactsRequest(sent.ToJson()), options, cancellationToken).ConfigureAwait(false), sent, before);

    private async Task<FactMergeReport> MergeDeepAsync(
        string memoryId, FactPatch wanted, int maxRounds, RequestOptions? options, CancellationToken cancellationToken)
    {
        FactMergeReport? last = null;
        for (var round = 1; ; round++)
        {
            var memory = await GetAsync(memoryId, options, cancellationToken).ConfigureAwait(false);
            var change = FactPatch.Between(memory.Facts, wanted.ApplyDeeplyTo(memory.Facts)).Patch;
            if (change.IsEmpty)
            {
                return new FactMergeReport(memory, last?.Patch ?? change, last?.Before ?? memory.Facts);
            }

            last = await MergeAndReportAsync(memoryId, change, memory.Facts, options, cancellationToken).ConfigureAwait(false);
            if (!last.Deviations.Any(deviation => change.ContainsKey(deviation.Key)))
            {
                return last;
            }

            if (round == maxRounds)
            {
                throw Conflict(last, round);
            }
        }
    }

    internal static FactPatch CopyToSend(FactPatch patch)
    {
        Require.NotNull(patch, nameof(patch));
        return patch.IsEmpty
            ? throw new ArgumentException($"The patch sets no fact, and the call would count against the rate limit. Check {nameof(FactPatch.IsEmpty)} and skip it.", nameof(patch))
            : patch.Copy();
    }

    private static FactConflictException Conflict(FactMergeReport last, int rounds)
    {
        var outcome = string.Format(
            CultureInfo.InvariantCulture,
            "The facts in the response differ from the merged facts after {0} {1}. Another writer changes them at the same time, or the service merges otherwise than expected; {2} says where.",
            rounds,
            rounds == 1 ? "round" : "rounds",
            nameof(FactConflictException.Deviations));
        return new FactConflictException(outcome, last, rounds, new ApiErrorDetails { Operation = "Memory_MergeFacts" });
    }
}
