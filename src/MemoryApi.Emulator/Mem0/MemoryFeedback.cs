using System;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The feedback on a memory. Its value is null after it was withdrawn.</summary>
internal sealed record MemoryFeedback(Guid Id, string? Feedback, string? Reason);
