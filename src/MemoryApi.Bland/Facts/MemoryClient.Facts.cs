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
    /// <summary>Merges facts into a memory by one call, and checks that the response holds what was sent.</summary>
    /// <remarks>That the service replaces a nested object as a whole and stores <c>null</c> is not documented; where it does otherwise, <see cref="FactMergeResult.Deviations"/> says so.</remarks>
    /// <param name="memoryId">Id of the memory.</param>
    /// <param name="patch">What to add or to overwrite; the call takes a copy.</param>
    /// <param name="options">Changes for this call only. Default: <see langword="null"/>, none.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">The patch is <see langword="null"/> or empty, or the id is blank or one that no path can hold; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual Task<FactMergeResult> MergeFactsAsync(
        string memoryId, FactPatch patch, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = CopyToSend(patch);
        return MergeAsync();

        async Task<FactMergeResult> MergeAsync() =>
            new(await MergeFactsAsync(memoryId, new MergeFactsRequest(sent.ToJson()), options, cancellationToken).ConfigureAwait(false), sent);
    }

    /// <summary>Merges facts into a memory by one call, and reports what it changed and whether that was as predicted.</summary>
    /// <param name="memory">
    /// The memory as it is, from an earlier response; no <see cref="ContactMemory.Facts"/> means that it has none. They are compared with the
    /// response and not sent, so a change by another writer since then is reported as a deviation.
    /// </param>
    /// <param name="patch">What to add or to overwrite; the call takes a copy.</param>
    /// <param name="options">Changes for this call only. Default: <see langword="null"/>, none.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">The patch is <see langword="null"/> or empty, or the memory is <see langword="null"/> or its id one that no path can hold; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    [OverloadResolutionPriority(-2)]
    public virtual Task<FactMergeReport> MergeFactsAsync(
        ContactMemory memory, FactPatch patch, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(memory, nameof(memory));
        Require.NotBlank(memory.Id, "memory.Id", nameof(memory));
        return MergeAndReportAsync(memory.Id, CopyToSend(patch), (JObject?)memory.Facts?.DeepClone(), options, cancellationToken);
    }

    /// <summary>
    /// Merges facts into a memory at every depth: reads it, merges nested objects member by member, sends only the top-level keys that
    /// change by that, and checks the response. When nothing changes, nothing is sent.
    /// </summary>
    /// <remarks>
    /// A round is two calls. When the response differs from the merge at a key that was sent, the next round begins with a fresh read.
    /// The service has no way to write only if nothing has changed: what another writer puts into the same top-level key between the
    /// read and the write of a round is overwritten, unnoticed. What it does to other keys stays, and is reported as a deviation.
    /// </remarks>
    /// <param name="memoryId">Id of the memory.</param>
    /// <param name="patch">What to add or to overwrite; objects in it are merged, everything else is replaced. The call takes a copy.</param>
    /// <param name="maxRounds">How many rounds are made at most, 1 or more. Default: 3.</param>
    /// <param name="options">Changes for this merge; they hold for each of its calls. Default: <see langword="null"/>, none.</param>
    /// <param name="cancellationToken">Cancels the merge; a write that was sent may still be processed.</param>
    /// <returns>
    /// A report of the last write, against the read before it. Its <see cref="FactMergeResult.Patch"/> holds the top-level keys that were sent; it is
    /// empty when nothing had to be.
    /// </returns>
    /// <exception cref="ArgumentException">The patch is <see langword="null"/> or empty, the number of rounds is less than 1, or the id is blank or one that no path can hold; nothing was sent.</exception>
    /// <exception cref="FactConflictException">The facts did not come out as merged.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave a response that can't be used.</exception>
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
            "The facts did not come out as merged after {0} {1}. Another writer changes them at the same time, or the service merges otherwise than expected; {2} says where.",
            rounds,
            rounds == 1 ? "round" : "rounds",
            nameof(FactConflictException.Deviations));
        return new FactConflictException(outcome, last, rounds, new ApiErrorDetails { Operation = "Memory_MergeFacts" });
    }
}
