using System.Collections.Generic;
using System.IO;

namespace MemoryApi.Mem0;

/// <summary>The lines of a backup up to a closing line, read and checked.</summary>
internal sealed class BackupSection
{
    /// <summary>The memories, and the lines on which they stand; none when the lines aren't as they were written.</summary>
    public List<(Memory Memory, long Line)> Memories { get; } = [];

    /// <summary>The line that closes it; <see langword="null"/> when the backup ends before, or the section is one part of a longer one.</summary>
    public BackupSeal? Seal { get; set; }

    /// <summary>What is wrong with it.</summary>
    public List<BackupDamage> Damages { get; } = [];

    /// <summary>How many bytes of the backup lie before its end.</summary>
    public long EndOffset { get; set; }
}

/// <summary>A place in a backup that isn't as it was written.</summary>
internal sealed class BackupDamage(long line, InvalidDataException exception)
{
    /// <summary>Number of the line, from 1.</summary>
    public long Line => line;

    /// <summary>What is wrong.</summary>
    public InvalidDataException Exception => exception;
}
