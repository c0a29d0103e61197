using System;
using MemoryApi.Core;

namespace MemoryApi.Mem0.AI;

/// <summary>What a failed add means: whether it may have been processed, and whether it makes sense to try it again.</summary>
internal static class AddFailure
{
    /// <summary>Whether the service may have stored the turn. What was refused with 4xx was not, nor what the client refused to send.</summary>
    public static bool MayHaveBeenStored(Exception failure) => failure switch
    {
        MemoryApiException { WasNotProcessed: true } => false,
        MemoryApiException { StatusCode: >= 400 and < 500 and not 408 } => false,
        ArgumentException => false,
        _ => true,
    };

    /// <summary>Whether another try may succeed, and stores nothing twice unless that is accepted.</summary>
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
