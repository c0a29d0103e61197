using System;

namespace MemoryApi.Emulator.Mem0;

/// <summary>What somebody thinks of a memory; nothing when it was taken back.</summary>
internal sealed record MemoryFeedback(Guid Id, string? Feedback, string? Reason);
