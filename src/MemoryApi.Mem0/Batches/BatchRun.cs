using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>Sends an input of any length in chunks, several in parallel, and collects their results.</summary>
internal sealed class BatchRun<T>(
    BatchOptions options,
    IProgress<BatchProgress>? progress,
    Func<T, string?> idOf,
    Func<T, ArgumentException?> problemOf,
    Func<IReadOnlyList<T>, CancellationToken, Task> send)
{
    private readonly List<Task<Outcome>> _running = [];
    private readonly List<BatchFailure> _failures = [];
    private long _itemCount;
    private long _doneItemCount;
    private long _failedItemCount;
    private long _chunkCount;

    /// <summary>Validates an input that is a collection completely before anything is sent.</summary>
    /// <exception cref="ArgumentException">An item can't be sent; the message names its position.</exception>
    public void Check(IEnumerable<T> items, string name)
    {
        if (items is not (IReadOnlyCollection<T> or ICollection<T>))
        {
            return;
        }

        var index = 0L;
        foreach (var item in items)
        {
            if (problemOf(item) is { } problem)
            {
                throw new ArgumentException(FormattableString.Invariant($"{name}[{index}]: ") + TextOf(problem), name, problem);
            }

            index++;
        }
    }

    public async Task<BatchResult> RunAsync(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        Exception? interruption = null;
        var enumerator = items.GetAsyncEnumerator(cancellationToken);
        try
        {
            var reader = new ChunkReader<T>(enumerator, options.ChunkSize, problemOf);
            try
            {
                await SendAllAsync(reader, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                interruption = failure;
            }

            while (_running.Count > 0)
            {
                try
                {
                    await RecordNextAsync().ConfigureAwait(false);

                    // After the progress callback has thrown once, it isn't called any more.
                    if (interruption is null)
                    {
                        Report();
                    }
                }
                catch (Exception failure)
                {
                    interruption ??= failure;
                }
            }

            var result = new BatchResult(_itemCount, _failures.OrderBy(static failure => failure.FirstIndex).ToArray(), reader.IsExhausted);
            return interruption is null && !(cancellationToken.IsCancellationRequested && WasCancelled(result))
                ? result
                : throw (cancellationToken.IsCancellationRequested
                    ? new BatchCanceledException(result, cancellationToken)
                    : new BatchFailedException(result, interruption));
        }
        finally
        {
            await enumerator.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The message without the parameter name, which means nothing to the caller. Each framework adds the name in another form.</summary>
    private static string TextOf(ArgumentException problem)
    {
        var suffix = new ArgumentException("-", problem.ParamName).Message.Substring(1);
        return problem.Message.EndsWith(suffix, StringComparison.Ordinal) ? problem.Message.Substring(0, problem.Message.Length - suffix.Length) : problem.Message;
    }

    private static bool WasCancelled(BatchResult result) => result.Failures.Any(static failure => failure.Exception is OperationCanceledException);

    private async Task SendAllAsync(ChunkReader<T> reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_running.Count >= options.MaxConcurrency)
            {
                await RecordNextAsync().ConfigureAwait(false);
                Report();
            }

            // This is checked before the input is read, so that no item is taken from the input without being sent.
            if (_failures.Count >= options.MaxFailedChunks
                || await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } chunk)
            {
                return;
            }

            _itemCount += chunk.Items.Count;
            _running.Add(SendAsync(chunk, cancellationToken));
        }
    }

    private async Task<Outcome> SendAsync(Chunk<T> chunk, CancellationToken cancellationToken)
    {
        if (chunk.Problem is { } problem)
        {
            return new Outcome(chunk, problem);
        }

        try
        {
            await send(chunk.Items, cancellationToken).ConfigureAwait(false);
            return new Outcome(chunk, null);
        }
        catch (Exception failure)
        {
            return new Outcome(chunk, failure);
        }
    }

    /// <summary>Waits until a chunk has ended, and records it.</summary>
    /// <exception cref="Exception">
    /// The chunk ended with an exception that is neither the failure of a call nor about an item. For example, the client may be disposed. The exception would
    /// repeat with each chunk.
    /// </exception>
    private async Task RecordNextAsync()
    {
        var ended = await Task.WhenAny(_running).ConfigureAwait(false);
        _running.Remove(ended);
        var (chunk, failure) = await ended.ConfigureAwait(false);
        _chunkCount++;
        if (failure is not null)
        {
            _failedItemCount += chunk.Items.Count;
            _failures.Add(new BatchFailure(chunk.FirstIndex, chunk.Items.Select(item => idOf(item) ?? string.Empty).ToArray(), failure));
        }

        _doneItemCount += chunk.Items.Count;
        if (failure is not (null or MemoryApiException or OperationCanceledException or ArgumentException))
        {
            ExceptionDispatchInfo.Capture(failure).Throw();
        }
    }

    private void Report() => progress?.Report(new BatchProgress(_doneItemCount, _failedItemCount, _chunkCount, _failures.Count));

    private readonly struct Outcome(Chunk<T> chunk, Exception? failure)
    {
        public void Deconstruct(out Chunk<T> sent, out Exception? problem)
        {
            sent = chunk;
            problem = failure;
        }
    }
}
