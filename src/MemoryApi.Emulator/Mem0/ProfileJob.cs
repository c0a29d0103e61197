using System;
using System.Collections.Generic;

namespace MemoryApi.Emulator.Mem0;

/// <summary>A job that makes profiles of some users.</summary>
internal sealed class ProfileJob
{
    public required Guid Id { get; init; }

    public required string Operation { get; init; }

    public required IReadOnlyList<string> UserIds { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    public bool IsDone { get; set; }

    public int Succeeded { get; set; }

    /// <summary>Users without memories.</summary>
    public int Skipped { get; set; }
}
