using System;

namespace MemoryApi.Emulator.Mem0;

/// <summary>How a project uses Dream.</summary>
internal sealed record DreamSettings(DateTimeOffset? EnabledAt, string Mode)
{
    public static readonly DreamSettings Initial = new(null, "batch");

    public bool IsEnabled => EnabledAt is not null;
}
