using System;
using System.Net.Http;
using System.Threading;
using MemoryApi.Core.Runtime;
using Polly;

namespace MemoryApi.Core;

/// <summary>What the handlers know of a call and have found out about it. It travels with the HTTP message.</summary>
internal sealed class ApiCall
{
    private const string Key = "MemoryApi.Core.ApiCall";
#if NET
    private static readonly HttpRequestOptionsKey<ApiCall> OptionsKey = new(Key);
#endif

    // A field, because computing the next wait changes it in place.
    public double JitterState;

    private TimeSpan _totalTimeout;
    private long _startedAt;

    public ApiCall(ApiOperation operation, RequestOptions? options, TimeProvider clock)
    {
        Operation = operation;
        Options = options;
        Clock = clock;
    }

    public ApiOperation Operation { get; }

    public RequestOptions? Options { get; }

    public TimeProvider Clock { get; }

    /// <summary>What is recorded of the call; <see langword="null"/> when nobody looks.</summary>
    public CallObservation? Observation { get; set; }

    /// <summary>How often the request has been handed to the transport.</summary>
    public int Attempts { get; private set; }

    /// <summary>The token that the call came with, without any limit of ours.</summary>
    public CancellationToken CallerToken { get; private set; }

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan NextDelay { get; set; }

    /// <summary>Whether an attempt that was given up may have had its effect all the same.</summary>
    public bool MayHaveBeenCarriedOut { get; set; }

    /// <summary>The call that a message belongs to; <see langword="null"/> for a message that no client of ours made.</summary>
    public static ApiCall? Of(HttpRequestMessage message)
    {
#if NET
        return message.Options.TryGetValue(OptionsKey, out var call) ? call : null;
#else
        return message.Properties.TryGetValue(Key, out var call) ? call as ApiCall : null;
#endif
    }

    public void AttachTo(HttpRequestMessage message)
    {
#if NET
        message.Options.Set(OptionsKey, this);
#else
        message.Properties[Key] = this;
#endif
    }

    /// <summary>The call that a run of the pipeline belongs to.</summary>
    public static ApiCall Of(ResilienceContext context) => context.Properties.GetValue(InContext.Key, null!);

    public void AttachTo(ResilienceContext context) => context.Properties.Set(InContext.Key, this);

    public void Begin(TimeSpan totalTimeout, CancellationToken callerToken)
    {
        _totalTimeout = totalTimeout;
        CallerToken = callerToken;
    }

    /// <summary>Begins the limit for the call as a whole; negative for none.</summary>
    public TimeSpan BeginLimit()
    {
        _startedAt = Clock.GetTimestamp();
        return _totalTimeout;
    }

    public void BeginAttempt() => Attempts++;

    public TimeSpan TimeLeft() => _totalTimeout - Clock.GetElapsedTime(_startedAt);

    /// <summary>Apart, so that a client without resilience doesn't load Polly.</summary>
    private static class InContext
    {
        public static readonly ResiliencePropertyKey<ApiCall> Key = new(ApiCall.Key);
    }
}
