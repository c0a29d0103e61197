using System.Net.Http;
using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;

namespace MemoryApi.Core;

/// <summary>
/// What calls with one API key share and others don't feel: how many are in flight, and the circuit. A tenant whose calls fail or hang must not
/// keep other tenants from the service.
/// </summary>
internal sealed class KeyPartition(
    string? key, RateLimiter limiter, ResiliencePipeline<HttpResponseMessage> circuit, CircuitBreakerStateProvider circuitState)
{
    /// <summary>The key that calls bring themselves; <see langword="null"/> for that of the client.</summary>
    public string? Key { get; } = key;

    public RateLimiter Limiter { get; } = limiter;

    public ResiliencePipeline<HttpResponseMessage> Circuit { get; } = circuit;

    public CircuitState CircuitState => circuitState.CircuitState;

    /// <summary>How many calls are in it; guarded by the lock of <see cref="KeyPartitions"/>.</summary>
    public int Calls { get; set; }
}
