using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>One change of a memory. It stays when the memory is deleted.</summary>
internal sealed record HistoryRow(
    Guid Id,
    Guid MemoryId,
    string Event,
    string? OldMemory,
    string? NewMemory,
    MemoryOwners Scope,
    IReadOnlyList<MessageInput> Input,
    JsonElement? Metadata,
    IReadOnlyList<string> Categories,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
