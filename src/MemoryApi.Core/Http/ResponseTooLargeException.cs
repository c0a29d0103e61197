using System;

namespace MemoryApi.Core;

/// <summary>A response is larger than allowed. <see cref="ResponseBuffering"/> catches it.</summary>
internal sealed class ResponseTooLargeException : Exception;
