namespace MemoryApi.Emulator.Bland;

/// <summary>The scope of a contact's memory: a persona, or the number of an agent.</summary>
internal readonly record struct MemoryScope(string? PersonaId, string? AgentNumber);
