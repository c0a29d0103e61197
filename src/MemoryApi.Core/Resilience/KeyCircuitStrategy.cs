using System;
using System.Net.Http;
using System.Threading.Tasks;
using Polly;

namespace MemoryApi.Core;

/// <summary>Runs an attempt through the circuit breaker of the call's API key.</summary>
internal sealed class KeyCircuitStrategy : ResilienceStrategy<HttpResponseMessage>
{
    protected override ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state) =>
        PipelineRun.Of(context).Partition!.Circuit.ExecuteOutcomeAsync(callback, context, state);
}
