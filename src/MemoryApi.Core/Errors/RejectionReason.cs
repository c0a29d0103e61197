namespace MemoryApi.Core;

/// <summary>Why the client itself rejected a call.</summary>
public enum RejectionReason
{
    /// <summary>The service has been failing, so the circuit breaker is open; or the program has isolated the client by hand.</summary>
    CircuitOpen,

    /// <summary>The limit of concurrent calls is reached, and the queue is full.</summary>
    ConcurrencyLimit,

    /// <summary><see cref="ApiClientOptions.RateLimiter"/> gave no permit.</summary>
    RateLimit,
}
