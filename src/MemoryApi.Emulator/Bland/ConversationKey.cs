namespace MemoryApi.Emulator.Bland;

/// <summary>A call, or a conversation by text messages.</summary>
internal readonly record struct ConversationKey(string? CallId, string? ConversationId);
