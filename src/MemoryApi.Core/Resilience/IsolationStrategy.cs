using System;
using System.Net.Http;
using System.Threading.Tasks;
using Polly;
using Polly.CircuitBreaker;

namespace MemoryApi.Core;

/// <summary>Rejects an attempt with a key of the call while the user's <see cref="CircuitBreakerManualControl"/> isolates the client.</summary>
/// <param name="client">The partition of the client's own key. Only its circuit breaker has the control, which would keep those of all keys alive.</param>
internal sealed class IsolationStrategy(KeyPartition client) : ResilienceStrategy<HttpResponseMessage>
{
    protected override ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state) =>
        client.IsIsolated
            ? new ValueTask<Outcome<HttpResponseMessage>>(Outcome.FromException<HttpResponseMessage>(new IsolatedCircuitException()))
            : callback(context, state);
}
