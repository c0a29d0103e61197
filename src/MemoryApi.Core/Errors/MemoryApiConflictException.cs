using System;

namespace MemoryApi.Core;

/// <summary>The call contradicts the current state of the resource (status 409). Read the resource again, then decide.</summary>
public sealed class MemoryApiConflictException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiConflictException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
