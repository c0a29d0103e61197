using System.Net.Http;
using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;

namespace MemoryApi.Core;

/// <summary>
/// The concurrency limit and the circuit breaker of one API key. Calls with other keys aren't affected, since a tenant whose calls fail or hang must not block other tenants.
/// </summary>
internal sealed class KeyPartition(
    string? key, RateLimiter limiter, ResiliencePipeline<HttpResponseMessage> circuit, CircuitBreakerStateProvider circuitState)
{
    /// <summary>The key, if it comes from <see cref="RequestOptions"/>; <see langword="null"/> for the client's own key.</summary>
    public string? Key { get; } = key;

    public RateLimiter Limiter { get; } = limiter;

    public ResiliencePipeline<HttpResponseMessage> Circuit { get; } = circuit;

    public CircuitState CircuitState => circuitState.CircuitState;

    /// <summary>How many calls are using the partition; guarded by the lock of <see cref="KeyPartitions"/>.</summary>
    public int Calls { get; set; }
}
