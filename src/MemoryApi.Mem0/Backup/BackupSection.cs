using System.Collections.Generic;
using System.IO;

namespace MemoryApi.Mem0;

/// <summary>The lines of a backup up to a closing line, after validation.</summary>
internal sealed class BackupSection
{
    /// <summary>The memories with their line numbers; empty when the section is damaged.</summary>
    public List<(Memory Memory, long Line)> Memories { get; } = [];

    /// <summary>The closing line; <see langword="null"/> when the backup ends before it, or this is only a part of a long section.</summary>
    public BackupSeal? Seal { get; set; }

    /// <summary>The damage in the section.</summary>
    public List<BackupDamage> Damages { get; } = [];

    /// <summary>The end of the section, in bytes from the beginning of the backup.</summary>
    public long EndOffset { get; set; }
}

/// <summary>A damaged place in a backup.</summary>
internal sealed class BackupDamage(long line, InvalidDataException exception)
{
    /// <summary>Number of the line, from 1.</summary>
    public long Line => line;

    /// <summary>Describes the damage.</summary>
    public InvalidDataException Exception => exception;
}
