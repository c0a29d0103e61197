using System;
using System.Net.Http;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>What the handlers know of a call and have found out about it. It travels with the HTTP message.</summary>
internal sealed class ApiCall
{
    private const string Key = "MemoryApi.Core.ApiCall";
#if NET
    private static readonly HttpRequestOptionsKey<ApiCall> OptionsKey = new(Key);
#endif

    private long _startedAt;

    public ApiCall(ApiOperation operation, RequestOptions? options)
    {
        Operation = operation;
        Options = options;
    }

    public ApiOperation Operation { get; }

    public RequestOptions? Options { get; }

    /// <summary>How many attempts have begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>The limit for the call as a whole; negative for none.</summary>
    public TimeSpan TotalTimeout { get; private set; }

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

    public void Begin(TimeProvider clock, TimeSpan totalTimeout)
    {
        _startedAt = clock.GetTimestamp();
        TotalTimeout = totalTimeout;
    }

    public void BeginAttempt() => Attempts++;

    public TimeSpan TimeLeft(TimeProvider clock) => TotalTimeout - clock.GetElapsedTime(_startedAt);
}
