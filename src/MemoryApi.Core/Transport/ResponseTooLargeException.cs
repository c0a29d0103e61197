using System;

namespace MemoryApi.Core;

/// <summary>An answer is larger than allowed. It doesn't leave the buffering.</summary>
internal sealed class ResponseTooLargeException : Exception;
