using System;
using System.Text.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>A user, agent, app or run that the project knows.</summary>
internal sealed record EntityRecord(
    int Number, EntityKey Key, string Name, JsonElement? Metadata, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
