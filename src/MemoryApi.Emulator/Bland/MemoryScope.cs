namespace MemoryApi.Emulator.Bland;

/// <summary>What a contact's memory is for: a persona, or the number of an agent.</summary>
internal readonly record struct MemoryScope(string? PersonaId, string? AgentNumber);
