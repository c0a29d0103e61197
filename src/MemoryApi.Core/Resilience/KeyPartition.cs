using System.Net.Http;
using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;

namespace MemoryApi.Core;

/// <summary>
/// The concurrency limit and the circuit breaker of one API key. Calls with other keys aren't affected, since a tenant whose calls fail or hang must not block other tenants.
/// </summary>
/// <param name="key">The key, if it comes from <see cref="RequestOptions"/>; <see langword="null"/> for the client's own key.</param>
/// <param name="limiter">The concurrency limit.</param>
/// <param name="strategies">The pipeline of calls with this key. It differs from those of other keys only by its circuit breaker.</param>
/// <param name="circuitState">Has the state of the circuit breaker.</param>
/// <param name="ofClient">The partition of the client's own key, if its circuit breaker has a <see cref="CircuitBreakerManualControl"/>. Isolating it isolates this one too.</param>
internal sealed class KeyPartition(
    string? key, RateLimiter limiter, ResiliencePipeline<HttpResponseMessage> strategies, CircuitBreakerStateProvider circuitState, KeyPartition? ofClient = null)
{
    public string? Key { get; } = key;

    public RateLimiter Limiter { get; } = limiter;

    public ResiliencePipeline<HttpResponseMessage> Strategies { get; } = strategies;

    /// <summary>Whether the circuit breaker rejects all calls now.</summary>
    public bool IsOpen => circuitState.CircuitState is CircuitState.Open or CircuitState.Isolated || ofClient is { IsIsolated: true };

    /// <summary>Whether the circuit breaker has been opened by hand.</summary>
    public bool IsIsolated => circuitState.CircuitState == CircuitState.Isolated;

    /// <summary>How many calls are using the partition; guarded by the lock of <see cref="KeyPartitions"/>.</summary>
    public int Calls { get; set; }
}
