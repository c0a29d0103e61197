using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>
/// The state of one call, which all handlers share: its operation and options, and how many attempts were made. It travels with the HTTP message, and is safe for
/// parallel attempts.
/// </summary>
internal sealed class ApiCall : IDisposable
{
    private const string Key = "MemoryApi.Core.ApiCall";
#if NET
    private static readonly HttpRequestOptionsKey<ApiCall> OptionsKey = new(Key);
#endif

    // For new messages that a handler creates: they don't have the properties of the original message.
    private static readonly AsyncLocal<ApiCall?> Ambient = new();

    private string[] _keys = [];
    private int _attempts;
    private int _notProcessed;
    private RareState? _rare;

    public ApiCall(ApiOperation operation, RequestOptions? options, CallContext context, CancellationToken callerToken = default)
    {
        Operation = operation;
        Options = options;
        Context = context;
        CallerToken = callerToken;
        StartedAt = context.Clock.GetTimestamp();
    }

    public ApiOperation Operation { get; }

    public RequestOptions? Options { get; }

    public CallContext Context { get; }

    public TimeProvider Clock => Context.Clock;

    /// <summary>The caller's own cancellation token, without the client's time limits.</summary>
    public CancellationToken CallerToken { get; }

    /// <summary>The timestamp of the clock when the call began.</summary>
    public long StartedAt { get; }

    /// <summary>The keys that the call was sent with. <see cref="KeyMask"/> removes them from the texts of exceptions.</summary>
    public IReadOnlyList<string> Keys => Volatile.Read(ref _keys);

    /// <summary>Records the call; <see langword="null"/> when nothing listens.</summary>
    public CallTelemetry? Telemetry { get; set; }

    /// <summary>How often the request has been passed to the transport.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>How many attempts the service may have processed: all except those that it certainly refused or never received.</summary>
    public int PossiblyProcessed => Attempts - Volatile.Read(ref _notProcessed);

    /// <summary>Whether the request may be sent again after an attempt that may have been processed.</summary>
    public bool MayRetry => Operation.IsIdempotent && Options is not { DisableRetries: true };

    /// <summary>The headers of the first attempt, where handlers may change them.</summary>
    public IReadOnlyList<KeyValuePair<string, IEnumerable<string>>>? FirstHeaders
    {
        get => Volatile.Read(ref _rare)?.FirstHeaders;
        set => Rare.FirstHeaders = value;
    }

    /// <summary>Why a limiter of the client has rejected the call.</summary>
    public RejectionReason? Rejection => Volatile.Read(ref _rare)?.Rejection?.Reason;

    /// <summary>How long to wait, as the limiter says.</summary>
    public TimeSpan? RejectionRetryAfter => Volatile.Read(ref _rare)?.Rejection?.RetryAfter;

    /// <summary>Keeps a call that isn't idempotent from being sent twice.</summary>
    public SingleSend SingleSend => LazyInitializer.EnsureInitialized(ref Rare.SingleSend, () => new SingleSend(this))!;

    private bool HasEnded => Volatile.Read(ref _rare) is { HasEnded: true };

    private RareState Rare => LazyInitializer.EnsureInitialized(ref _rare, static () => new RareState())!;

    /// <summary>
    /// The call that a message belongs to; <see langword="null"/> for a message that none of our clients made. A copied message has the same properties. A new
    /// message of a handler is recognized by its content, or by its method and path and because it was created in the same asynchronous flow.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The call has ended. Its flow may be that of a worker which a handler has started during the call, and the message may belong to another call.
    /// </exception>
    public static ApiCall? Of(HttpRequestMessage message)
    {
        if (message is ApiRequestMessage own)
        {
            return own.Call;
        }

#if NET
        if (message.Options.TryGetValue(OptionsKey, out var call))
        {
            return call;
        }
#else
        if (message.Properties.TryGetValue(Key, out var value) && value is ApiCall call)
        {
            return call;
        }
#endif
        if (message.Content is JsonRequestContent { Call: { } ofContent })
        {
            return ofContent;
        }

        return Ambient.Value is not { } ambient || !ambient.IsFor(message) ? null
            : !ambient.HasEnded ? ambient
            : throw new InvalidOperationException(
                $"A handler made a new message outside of its call ({ambient.Operation.Id}). A new message must have the Options of the original one, so that the call is known.");
    }

    /// <summary>Makes the call findable from copies of its message and from new messages that other handlers create.</summary>
    public void Expose(HttpRequestMessage message)
    {
        Rare.Target = message.RequestUri;
        if (message.Content is JsonRequestContent content)
        {
            content.Call = this;
        }

#if NET
        message.Options.Set(OptionsKey, this);
#else
        message.Properties[Key] = this;
#endif
        Ambient.Value = this;
    }

    /// <summary>Notes that the call was sent with a key.</summary>
    /// <param name="key">An array with only the key. Calls with the same key share it.</param>
    public void AddKey(string[] key)
    {
        var known = Volatile.Read(ref _keys);
        while (Array.IndexOf(known, key[0]) < 0)
        {
            var found = Interlocked.CompareExchange(ref _keys, known.Length == 0 ? key : [.. known, .. key], known);
            if (ReferenceEquals(found, known))
            {
                return;
            }

            known = found;
        }
    }

    public void BeginAttempt() => Interlocked.Increment(ref _attempts);

    /// <summary>Notes that the service certainly didn't process the last attempt.</summary>
    public void AttemptWasNotProcessed() => Interlocked.Increment(ref _notProcessed);

    public void Reject(RejectionReason reason, RateLimitLease lease, ClientLog? log, TimeSpan? usualWait = null)
    {
        Rare.Rejection = new LimiterRejection(reason, lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : usualWait);
        log?.Rejected(Operation.Id, reason);
    }

    /// <summary>Releases the response that was kept for a second send.</summary>
    public void Dispose()
    {
        if (Volatile.Read(ref _rare) is { } rare)
        {
            rare.HasEnded = true;
            Volatile.Read(ref rare.SingleSend)?.Dispose();
        }
    }

    /// <summary>
    /// Whether a new message is for this call. Host and query aren't compared, and one path may have more at its beginning than the other: service discovery and
    /// handlers for a gateway change them.
    /// </summary>
    private bool IsFor(HttpRequestMessage message) =>
        message.Method == Operation.Method
        && Volatile.Read(ref _rare)?.Target is { } own
        && message.RequestUri is { IsAbsoluteUri: true } other
        && IsSameEnd(own.AbsolutePath.TrimEnd('/'), other.AbsolutePath.TrimEnd('/'));

    private static bool IsSameEnd(string own, string other) =>
        own.Length == 0 || other.Length == 0
            ? own.Length == other.Length
            : own.EndsWith(other, StringComparison.Ordinal) || other.EndsWith(own, StringComparison.Ordinal);

    private sealed class LimiterRejection(RejectionReason reason, TimeSpan? retryAfter)
    {
        public RejectionReason Reason => reason;

        public TimeSpan? RetryAfter => retryAfter;
    }

    /// <summary>State that few calls need: those that a limiter rejects, and those that pass handlers that aren't ours.</summary>
    private sealed class RareState
    {
        public SingleSend? SingleSend;

        private volatile bool _hasEnded;

        public bool HasEnded
        {
            get => _hasEnded;
            set => _hasEnded = value;
        }

        public LimiterRejection? Rejection { get; set; }

        public Uri? Target { get; set; }

        public IReadOnlyList<KeyValuePair<string, IEnumerable<string>>>? FirstHeaders { get; set; }
    }
}
