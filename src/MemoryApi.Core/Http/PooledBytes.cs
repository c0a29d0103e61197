using System;
using System.Buffers;
using System.Threading;

namespace MemoryApi.Core;

/// <summary>A growing sequence of bytes in pooled memory. The memory returns to the pool exactly once, when all owners have disposed it.</summary>
internal sealed class PooledBytes : IBufferWriter<byte>, IDisposable
{
    private const int SmallestCapacity = 1024;

    private byte[]? _buffer;
    private int _furtherOwners;

    public PooledBytes(int capacity = SmallestCapacity) =>
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, SmallestCapacity));

    public int Length { get; private set; }

    /// <summary>The bytes written so far. They must not be used after this is disposed.</summary>
    public ArraySegment<byte> Written => new(Buffer, 0, Length);

    private byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(PooledBytes));

    /// <summary>Free memory behind the written bytes. Call <see cref="Advance"/> with the number of bytes that were filled.</summary>
    public ArraySegment<byte> Free(int atLeast)
    {
        if (Buffer.Length - Length < atLeast)
        {
            Grow(atLeast);
        }

        return new ArraySegment<byte>(Buffer, Length, Buffer.Length - Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => Free(Math.Max(sizeHint, 1));

    public Span<byte> GetSpan(int sizeHint = 0) => Free(Math.Max(sizeHint, 1));

    public void Advance(int count) => Length += count;

    /// <summary>The same bytes for one more owner, who disposes them too.</summary>
    public PooledBytes Share()
    {
        Interlocked.Increment(ref _furtherOwners);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _furtherOwners) >= 0)
        {
            return;
        }

        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Grow(int atLeast)
    {
        var old = Buffer;
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(old.Length * 2, Length + atLeast)));
        System.Buffer.BlockCopy(old, 0, larger, 0, Length);
        _buffer = larger;
        ArrayPool<byte>.Shared.Return(old);
    }
}
