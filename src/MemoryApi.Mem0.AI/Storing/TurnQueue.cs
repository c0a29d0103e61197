using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace MemoryApi.Mem0.AI;

/// <summary>Queues turns in several lanes. All turns of a scope are in the same lane, which sends one turn at a time, so they keep their order.</summary>
internal sealed class TurnQueue
{
    private readonly Channel<Work>[] _lanes;
    private readonly Task _writers;

    /// <summary>Starts the lanes.</summary>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="send">Sends a turn; it must not throw.</param>
    public TurnQueue(int lanes, System.Func<Turn, Task> send)
    {
        _lanes = new Channel<Work>[lanes];
        var writers = new Task[lanes];

        // The lanes outlive the call that starts them, so they must not inherit its execution context, such as the span or the user.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            for (var i = 0; i < lanes; i++)
            {
                var lane = _lanes[i] = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
                writers[i] = Task.Run(() => RunAsync(lane.Reader, send));
            }
        }

        _writers = Task.WhenAll(writers);
    }

    /// <summary>Adds a turn at the end of its lane; false after the queue has been completed.</summary>
    public bool TryAdd(Turn turn) => _lanes[(turn.Scope.GetHashCode() & int.MaxValue) % _lanes.Length].Writer.TryWrite(new Work(turn, null));

    /// <summary>Waits until all turns that are in the queue now have been sent or handed back.</summary>
    public Task FlushAsync()
    {
        var marks = new Task[_lanes.Length];
        for (var i = 0; i < _lanes.Length; i++)
        {
            var mark = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            marks[i] = _lanes[i].Writer.TryWrite(new Work(null, mark)) ? mark.Task : _writers;
        }

        return Task.WhenAll(marks);
    }

    /// <summary>Accepts no further turns, and waits until all lanes have ended.</summary>
    public Task CompleteAsync()
    {
        foreach (var lane in _lanes)
        {
            lane.Writer.TryComplete();
        }

        return _writers;
    }

    private static async Task RunAsync(ChannelReader<Work> lane, System.Func<Turn, Task> send)
    {
        while (await lane.WaitToReadAsync().ConfigureAwait(false))
        {
            while (lane.TryRead(out var work))
            {
                if (work.Turn is not null)
                {
                    await send(work.Turn).ConfigureAwait(false);
                }

                work.Mark?.TrySetResult(true);
            }
        }
    }

    /// <summary>A turn, or a marker that is completed when all turns before it are done.</summary>
    private readonly struct Work(Turn? turn, TaskCompletionSource<bool>? mark)
    {
        public Turn? Turn { get; } = turn;

        public TaskCompletionSource<bool>? Mark { get; } = mark;
    }
}
