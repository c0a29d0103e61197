using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0;

/// <summary>Splits an input into chunks. It reads only as far as the requested chunk.</summary>
internal sealed class ChunkReader<T>(IAsyncEnumerator<T> items, int chunkSize, Func<T, ArgumentException?> problemOf)
{
    private Chunk<T>? _unsendable;
    private ExceptionDispatchInfo? _inputFailure;
    private bool _isAtEnd;
    private long _index;

    /// <summary>Whether the input has been read to its end.</summary>
    public bool IsExhausted => _isAtEnd && _unsendable is null && _inputFailure is null;

    /// <summary>The next chunk; <see langword="null"/> at the end of the input. If the input throws, the items before the exception are returned first.</summary>
    public async Task<Chunk<T>?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_unsendable is { } unsendable)
        {
            _unsendable = null;
            return unsendable;
        }

        _inputFailure?.Throw();
        var chunk = new List<T>();
        var firstIndex = _index;
        while (!_isAtEnd && chunk.Count < chunkSize && await MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            var item = items.Current;
            var index = _index++;
            if (problemOf(item) is { } problem)
            {
                _unsendable = new Chunk<T>(index, [item], problem);
                break;
            }

            chunk.Add(item);
        }

        return chunk.Count > 0
            ? new Chunk<T>(firstIndex, chunk)
            : _unsendable is null && _inputFailure is null ? null : await ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _isAtEnd = !await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            _inputFailure = ExceptionDispatchInfo.Capture(failure);
            _isAtEnd = true;
        }

        return !_isAtEnd;
    }
}
