namespace MemoryApi.Core;

/// <summary>Why the client itself turned a call away.</summary>
public enum RejectionReason
{
    /// <summary>The service has been failing, and the circuit breaker lets it rest.</summary>
    CircuitOpen,

    /// <summary>There are as many calls under way, and waiting, as are allowed.</summary>
    ConcurrencyLimit,

    /// <summary>The plugged-in limiter has no permit.</summary>
    RateLimit,
}
