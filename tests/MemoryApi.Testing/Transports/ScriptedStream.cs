using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>A forward-only stream, like one from the network, whose reads are a function of the test.</summary>
public sealed class ScriptedStream(Func<Memory<byte>, CancellationToken, ValueTask<int>> read) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A stream that never ends.</summary>
    public static ScriptedStream Endless() => new((buffer, _) => new ValueTask<int>(buffer.Length));

    /// <summary>A stream whose first read fails with an <see cref="IOException"/>.</summary>
    public static ScriptedStream Broken() => new((_, _) => throw new IOException("reset"));

    /// <summary>A stream that returns no bytes until the read is cancelled.</summary>
    public static ScriptedStream Silent() => Stalled([]);

    /// <summary>A stream that returns these bytes and then no more until the read is cancelled.</summary>
    public static ScriptedStream Stalled(byte[] beginning)
    {
        var isRead = false;
        return new ScriptedStream(async (buffer, token) =>
        {
            if (isRead || beginning.Length == 0)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            isRead = true;
            beginning.CopyTo(buffer);
            return beginning.Length;
        });
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => read(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        read(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
