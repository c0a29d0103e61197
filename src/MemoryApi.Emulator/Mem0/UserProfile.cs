using System;
using System.Text.Json.Nodes;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The profile of a user.</summary>
internal sealed record UserProfile(JsonObject Content, DateTimeOffset UpdatedAt, int GenerationCount);
