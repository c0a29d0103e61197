using System;

namespace MemoryApi.Mem0;

/// <summary>What goes into a backup.</summary>
public sealed class BackupOptions
{
    private int _pageSize = 200;

    /// <summary>How many memories are read, and held in memory, at a time, 1 to 200. Default: 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public int PageSize
    {
        get => _pageSize;
        set => _pageSize = value is >= 1 and <= 200
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PageSize), value, "The size of a page is 1 to 200.");
    }

    /// <summary>Whether to back up memories that have expired, too. Default: <see langword="true"/>.</summary>
    public bool IncludeExpired { get; set; } = true;

    /// <summary>
    /// Whether to go on with what an interrupted or incomplete backup has written into the stream, which then must be readable and seekable; an empty
    /// stream, or one with the mere beginning of a header, begins a new backup. The page size, <see cref="IncludeExpired"/> and the time when it began stay those
    /// of the interrupted one. The stream is read and checked first: a damaged backup is refused. One that is complete is left
    /// as it is, and <see cref="BackupResult.WasComplete"/> says so. Default: <see langword="false"/>, a new backup at the present position.
    /// </summary>
    public bool Resume { get; set; }
}
