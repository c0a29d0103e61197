using System;
using MemoryApi.Core;

namespace MemoryApi.Mem0.AI;

/// <summary>Classifies a failed add: may the service have processed it, and does a retry make sense?</summary>
internal static class AddFailure
{
    /// <summary>Throws when the service reports a failed add in a response with a success status.</summary>
    /// <exception cref="MemoryEventFailedException">The add failed.</exception>
    public static void ThrowIfFailed(AddMemoriesResult addition)
    {
        if (addition.Status == AddStatus.Failed)
        {
            throw new MemoryEventFailedException(addition);
        }
    }

    /// <summary>Whether the service may have stored the turn. It didn't if it refused the call with 4xx, or if the client refused to send it.</summary>
    public static bool MayHaveBeenStored(Exception failure) => failure switch
    {
        MemoryApiException { WasNotProcessed: true } => false,
        MemoryApiException { StatusCode: >= 400 and < 500 and not 408 } => false,
        ArgumentException => false,
        _ => true,
    };

    /// <summary>Whether to retry: another attempt may succeed, and it can't store the turn twice unless the options accept that.</summary>
    public static bool IsWorthRepeating(Exception failure, bool repeatUncertain) => failure switch
    {
        MemoryApiAuthenticationException => false,
        MemoryApiException { WasNotProcessed: true } => true,
        MemoryApiRateLimitException or MemoryApiRejectedException or MemoryApiServerException or MemoryApiTransportException => repeatUncertain,
        _ => false,
    };

    /// <summary>How long the service or the client asks to wait.</summary>
    public static TimeSpan? RetryAfter(Exception failure) => failure switch
    {
        MemoryApiRateLimitException limited => limited.RetryAfter,
        MemoryApiRejectedException rejected => rejected.RetryAfter,
        _ => null,
    };
}
