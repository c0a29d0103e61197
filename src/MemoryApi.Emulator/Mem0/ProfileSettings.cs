using System.Text.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>Whether profiles are made, and how.</summary>
internal sealed record ProfileSettings(bool Enabled, JsonElement? Schema, string? CustomInstructions);
