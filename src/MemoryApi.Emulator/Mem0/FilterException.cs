using System;

namespace MemoryApi.Emulator.Mem0;

/// <summary>A filter that the service refuses; the message is what it says.</summary>
internal sealed class FilterException(string message) : Exception(message);
