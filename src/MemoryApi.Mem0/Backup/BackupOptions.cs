using System;

namespace MemoryApi.Mem0;

/// <summary>Options for a backup.</summary>
public sealed class BackupOptions
{
    private int _pageSize = 200;

    /// <summary>How many memories are read with one call and held at the same time, 1 to 200. Default: 200.</summary>
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
    /// Whether to continue an interrupted or incomplete backup in the stream, which must be readable and seekable. If the stream is empty, or contains only part of
    /// a header, a new backup begins. A resumed backup keeps its page size, <see cref="IncludeExpired"/> and start time. The stream is read and validated first, and
    /// a damaged backup is refused. A complete backup is left unchanged, and <see cref="BackupResult.WasComplete"/> is <see langword="true"/>. Default:
    /// <see langword="false"/>, a new backup at the stream's current position, which replaces everything after it.
    /// </summary>
    public bool Resume { get; set; }
}
