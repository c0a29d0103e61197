using System.Threading.Tasks;

namespace MemoryApi.Mem0.AI;

/// <summary>Counts the turns that are being stored, and refuses further ones after it is closed.</summary>
internal sealed class TurnGate
{
    private readonly object _lock = new();
    private readonly TaskCompletionSource<bool> _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private bool _isClosed;

    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            _count++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _count--;
            SignalIfEmpty();
        }
    }

    /// <summary>Closes the gate.</summary>
    /// <param name="count">How many turns are inside.</param>
    /// <returns>Completes when all turns have left.</returns>
    public Task Close(out int count)
    {
        lock (_lock)
        {
            _isClosed = true;
            count = _count;
            SignalIfEmpty();
            return _empty.Task;
        }
    }

    private void SignalIfEmpty()
    {
        if (_isClosed && _count == 0)
        {
            _empty.TrySetResult(true);
        }
    }
}
