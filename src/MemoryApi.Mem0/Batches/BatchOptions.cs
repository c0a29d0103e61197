using System;

namespace MemoryApi.Mem0;

/// <summary>How a batch of any length is cut into calls.</summary>
public sealed class BatchOptions
{
    internal const int LargestChunk = 1000;

    private int _chunkSize = LargestChunk;
    private int _maxConcurrency = 4;
    private int _maxFailedChunks = 100;

    /// <summary>How many items go into one call, 1 to 1000. Default: 1000, the most that the service takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public int ChunkSize
    {
        get => _chunkSize;
        set => _chunkSize = Checked(value, LargestChunk, nameof(ChunkSize));
    }

    /// <summary>
    /// How many calls are under way at the same time, 1 to 100. With more than one, two changes of the same memory in different chunks
    /// may be made in either order. Default: 4.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public int MaxConcurrency
    {
        get => _maxConcurrency;
        set => _maxConcurrency = Checked(value, 100, nameof(MaxConcurrency));
    }

    /// <summary>
    /// After how many failed chunks no further one is begun, 1 to 1,000,000; so an endless input ends and the report stays small when
    /// nothing works. Default: 100.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public int MaxFailedChunks
    {
        get => _maxFailedChunks;
        set => _maxFailedChunks = Checked(value, 1_000_000, nameof(MaxFailedChunks));
    }

    private static int Checked(int value, int maximum, string name) => value >= 1 && value <= maximum
        ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} is 1 to {maximum}."));
}
