using System;

namespace MemoryApi.Core;

/// <summary>The key is valid but isn't allowed to do this (status 403). Another key, scope or role is needed.</summary>
public sealed class MemoryApiPermissionException : MemoryApiException
{
    /// <inheritdoc/>
    public MemoryApiPermissionException(string message, ApiErrorDetails? details = null, Exception? innerException = null)
        : base(message, details, innerException)
    {
    }
}
