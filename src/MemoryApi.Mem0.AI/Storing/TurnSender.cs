using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0.AI;

/// <summary>Sends a turn, with retries, until the service confirms it. Otherwise hands the turn back.</summary>
internal sealed class TurnSender(Mem0Client client, Mem0MemoryOptions options, UnstoredTurns unstored)
{
    private long _stored;

    /// <summary>How many turns were confirmed.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Sends a turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="retryFor">How long to retry.</param>
    /// <param name="stop">Ends the sending because the program ends.</param>
    /// <param name="cancellationToken">Ends the sending because the caller no longer waits.</param>
    /// <returns>Why the turn was not stored; <see langword="null"/> when it was.</returns>
    public async Task<Exception?> SendAsync(Turn turn, TimeSpan retryFor, CancellationToken stop, CancellationToken cancellationToken = default)
    {
        using var activity = MemoryInstruments.Source.StartActivity(
            "memory.remember", ActivityKind.Internal, default(ActivityContext), links: turn.SaidIn == default ? null : [new ActivityLink(turn.SaidIn)]);
        using var linked = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken) : null;
        var end = linked?.Token ?? stop;
        var schedule = new RetrySchedule(options.TimeProvider, retryFor);
        var mayHaveBeenStored = false;
        Exception? failure = null;
        try
        {
            var request = new AddMemoriesRequest(turn.Messages, turn.Scope) { Metadata = options.Metadata, Infer = options.Infer };
            while (true)
            {
                end.ThrowIfCancellationRequested();
                try
                {
                    // From here on the service may receive the turn, however the call ends.
                    AddFailure.ThrowIfFailed(await client.Memories.AddAsync(request, null, end).ConfigureAwait(false));
                    Interlocked.Increment(ref _stored);
                    activity?.SetTag(Mem0MemoryDiagnostics.OutcomeTag, "stored");
                    return null;
                }
                catch (Exception exception)
                {
                    failure = exception;
                    mayHaveBeenStored |= AddFailure.MayHaveBeenStored(exception);
                }

                if (end.IsCancellationRequested
                    || !AddFailure.IsWorthRepeating(failure, options.RepeatUncertain)
                    || !schedule.TryNext(AddFailure.RetryAfter(failure), out var delay))
                {
                    break;
                }

                await Clock.DelayAsync(options.TimeProvider, delay, end).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            failure ??= exception;
        }

        activity?.SetTag(Mem0MemoryDiagnostics.OutcomeTag, "unstored").SetStatus(ActivityStatusCode.Error);
        var reason = stop.IsCancellationRequested ? "shutdown" : cancellationToken.IsCancellationRequested ? "cancelled" : "failed";
        await unstored.HandBackAsync(turn, reason, failure is OperationCanceledException ? null : failure, mayHaveBeenStored).ConfigureAwait(false);
        return failure;
    }
}
