using System;

namespace MemoryApi.Mem0;

/// <summary>How to split a batch into calls.</summary>
public sealed class BatchOptions
{
    internal const int LargestChunk = 1000;

    private int _chunkSize = LargestChunk;
    private int _maxConcurrency = 4;
    private int _maxFailedChunks = 100;

    /// <summary>How many items go into one call, 1 to 1000. Default: 1000, the service's maximum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public int ChunkSize
    {
        get => _chunkSize;
        set => _chunkSize = Checked(value, LargestChunk, nameof(ChunkSize));
    }

    /// <summary>
    /// How many calls run at the same time, 1 to 100. With more than one, two changes of the same memory in different chunks may be processed in either order. Default: 4.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public int MaxConcurrency
    {
        get => _maxConcurrency;
        set => _maxConcurrency = Checked(value, 100, nameof(MaxConcurrency));
    }

    /// <summary>
    /// After how many failed chunks the batch stops, 1 to 1,000,000. This ends even an endless input, and limits the size of the result. Default: 100.
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
