using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Stores turns, immediately or in the background. Each turn is either confirmed by the service or passed to <see cref="Mem0MemoryOptions.OnUnstored"/>, even if the
/// program ends.
/// </summary>
internal sealed class TurnStore
{
    private readonly Mem0MemoryOptions _options;
    private readonly MemoryLog _log;
    private readonly UnstoredTurns _unstored;
    private readonly TurnSender _sender;
    private readonly TurnGate _gate = new();
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<TurnQueue> _queue;
    private readonly object _closeLock = new();
    private Task? _closed;

    public TurnStore(Mem0Client client, Mem0MemoryOptions options, MemoryLog log)
    {
        _options = options;
        _log = log;
        _unstored = new UnstoredTurns(options.OnUnstored, log);
        _sender = new TurnSender(client, options, _unstored);
        _room = new SemaphoreSlim(options.QueueCapacity);
        _queue = new Lazy<TurnQueue>(() => new TurnQueue(options.Writers, SendQueuedAsync));
    }

    /// <summary>Stores a turn immediately, or queues it.</summary>
    public async Task StoreAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (!_gate.TryEnter())
        {
            await _unstored.HandBackAsync(turn, "shutdown", failure: null, mayHaveBeenStored: false).ConfigureAwait(false);
            return;
        }

        MemoryInstruments.Queued.Add(1);
        if (_options.StoreInBackground)
        {
            await EnqueueAsync(turn, cancellationToken).ConfigureAwait(false);
            return;
        }

        Exception? failure;
        try
        {
            failure = await _sender.SendAsync(turn, TimeSpan.Zero, _stop.Token, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }

        if (failure is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_options.ThrowOnFailure)
            {
                ExceptionDispatchInfo.Capture(failure).Throw();
            }
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!_queue.IsValueCreated)
        {
            return;
        }

        var flushed = _queue.Value.FlushAsync();
        if (cancellationToken.CanBeCanceled)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken)))
            {
                flushed = await Task.WhenAny(flushed, cancelled.Task).ConfigureAwait(false);
            }
        }

        await flushed.ConfigureAwait(false);
    }

    /// <summary>Sends queued turns within the time limit, and hands back the rest. A second call waits for the first one.</summary>
    public Task CloseAsync(CancellationToken giveUp)
    {
        lock (_closeLock)
        {
            // On another thread: closing calls back into the program, and the lock must not be held meanwhile.
            return _closed ??= Task.Run(() => CloseOnceAsync(giveUp), CancellationToken.None);
        }
    }

    private async Task CloseOnceAsync(CancellationToken giveUp)
    {
        var storedBefore = _sender.Stored;
        var empty = _gate.Close(out var count);
        _closing.Cancel();
        using (var limit = new LinkedLimit(_options.TimeProvider, _options.DrainTimeout, giveUp))
        {
            using (limit.Token.Register(_stop.Cancel))
            {
                // After the time limit, the remaining turns are handed back, which completes the task as well.
                await empty.ConfigureAwait(false);
            }
        }

        if (_queue.IsValueCreated)
        {
            await _queue.Value.CompleteAsync().ConfigureAwait(false);
        }

        if (count > 0)
        {
            var stored = _sender.Stored - storedBefore;
            _log.Drained(stored, count - stored);
        }
    }

    private async Task EnqueueAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (!_room.Wait(0, CancellationToken.None) && !await WaitForRoomAsync(cancellationToken).ConfigureAwait(false))
        {
            var reason = _closing.IsCancellationRequested ? "shutdown" : cancellationToken.IsCancellationRequested ? "cancelled" : "queue_full";
            await _unstored.HandBackAsync(turn, reason, failure: null, mayHaveBeenStored: false).ConfigureAwait(false);
            Leave();
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }

        // The queue accepts turns until all turns that have entered the gate have left, including this one.
        _queue.Value.TryAdd(turn);
    }

    private async Task<bool> WaitForRoomAsync(CancellationToken cancellationToken)
    {
        using var limit = new LinkedLimit(_options.TimeProvider, _options.RecallTimeout, _closing.Token, cancellationToken);
        try
        {
            await _room.WaitAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task SendQueuedAsync(Turn turn)
    {
        try
        {
            await _sender.SendAsync(turn, _options.RetryFor, _stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
            Leave();
        }
    }

    private void Leave()
    {
        MemoryInstruments.Queued.Add(-1);
        _gate.Leave();
    }
}
