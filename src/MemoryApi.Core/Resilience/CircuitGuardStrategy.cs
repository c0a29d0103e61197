using System;
using System.Net.Http;
using System.Threading.Tasks;
using Polly;

namespace MemoryApi.Core;

/// <summary>
/// Sits around a circuit breaker that has functions of the user. If one of them throws while the circuit is half-open, Polly would leave it half-open, and it would
/// reject all calls from then on. So <see cref="PipelineRun.CircuitFailure"/> keeps the exception, and it surfaces when the circuit breaker has finished.
/// </summary>
internal sealed class CircuitGuardStrategy : ResilienceStrategy<HttpResponseMessage>
{
    /// <summary>Calls a function of the user. When it throws, the run keeps the exception, and the result is the other one.</summary>
    public static async ValueTask<TResult> CallAsync<TArgs, TResult>(Func<TArgs, ValueTask<TResult>> own, TArgs args, ResilienceContext context, TResult other)
    {
        try
        {
            return await own(args).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            PipelineRun.Of(context).CircuitFailure = failure;
            return other;
        }
    }

    /// <summary>Calls a function of the user. When it throws, the run keeps the exception.</summary>
    public static async ValueTask CallAsync<TArgs>(Func<TArgs, ValueTask> own, TArgs args, ResilienceContext context)
    {
        try
        {
            await own(args).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            PipelineRun.Of(context).CircuitFailure = failure;
        }
    }

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var run = PipelineRun.Of(context);
        run.CircuitFailure = null;
        var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        if (run.CircuitFailure is not { } failure)
        {
            return outcome;
        }

        outcome.Result?.Dispose();
        return Outcome.FromException<HttpResponseMessage>(failure);
    }

    /// <summary>Sits inside of the circuit breaker. It sends nothing when a function has thrown before the attempt.</summary>
    public sealed class Inner : ResilienceStrategy<HttpResponseMessage>
    {
        protected override ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state) =>
            PipelineRun.Of(context).CircuitFailure is { } failure
                ? new ValueTask<Outcome<HttpResponseMessage>>(Outcome.FromException<HttpResponseMessage>(failure))
                : callback(context, state);
    }
}
