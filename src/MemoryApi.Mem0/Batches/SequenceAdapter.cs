using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0;

/// <summary>Lets an ordinary sequence be read like an asynchronous one.</summary>
internal sealed class SequenceAdapter<T>(IEnumerable<T> sequence) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(sequence.GetEnumerator());

    private sealed class Enumerator(IEnumerator<T> enumerator) : IAsyncEnumerator<T>
    {
        public T Current => enumerator.Current;

        public ValueTask<bool> MoveNextAsync() => new(enumerator.MoveNext());

        public ValueTask DisposeAsync()
        {
            enumerator.Dispose();
            return default;
        }
    }
}
