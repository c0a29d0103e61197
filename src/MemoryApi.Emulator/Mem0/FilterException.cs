using System;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The service rejects a filter. The message is the text of its error response.</summary>
internal sealed class FilterException(string message) : Exception(message);
