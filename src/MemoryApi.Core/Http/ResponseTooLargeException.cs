using System;

namespace MemoryApi.Core;

/// <summary>A response is larger than allowed. It doesn't leave the buffering.</summary>
internal sealed class ResponseTooLargeException : Exception;
