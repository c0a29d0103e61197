using System;

namespace MemoryApi.Core;

/// <summary>The call contradicts the present state (status 409): read it again, then decide.</summary>
public sealed class MemoryApiConflictException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiConflictException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
