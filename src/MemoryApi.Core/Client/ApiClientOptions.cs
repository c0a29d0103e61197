using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;

namespace MemoryApi.Core;

/// <summary>
/// How a client reaches its service. Only the key has no default. The client reads all options except the key when it is created, and then reports all invalid
/// options at once.
/// </summary>
public abstract class ApiClientOptions
{
    // Created when it is first read, so that the resilience library is only loaded for clients that use it.
    private HttpStandardResilienceOptions? _resilience;

    /// <summary>
    /// The API key. The client trims it and removes a word that was copied with it, such as <c>Token</c> (<see cref="ApiAuthentication.CopiedWords"/>). Line breaks,
    /// control characters and characters outside of ASCII are errors. Set this or <see cref="ApiKeyProvider"/>. Default: none.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Returns the API key. The client calls it before each attempt, so that a rotated key takes effect on a retry. It should cache the key, may be called from
    /// several threads, and is cancelled with the attempt. Set this or <see cref="ApiKey"/>. Default: none.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; set; }

    /// <summary>
    /// Whether a registration for dependency injection may take key and address from the service's environment variables. It does so only if it has neither
    /// <see cref="ApiKey"/> nor <see cref="ApiKeyProvider"/>, and takes the address only if it has no <see cref="BaseAddress"/> either. Set this to
    /// <see langword="false"/> if each call brings its own key (<see cref="RequestOptions.ApiKey"/>). Then a call without a key throws a
    /// <see cref="MemoryApiAuthenticationException"/> before anything is sent, whatever the environment contains. Default: <see langword="true"/>.
    /// <para>
    /// A registration with a name (a keyed service) never takes anything from the environment. If it has no key, the program doesn't start, unless this is
    /// <see langword="false"/>. Clients that are created without dependency injection ignore this: <c>FromEnvironment</c> always reads the environment, and the
    /// constructors never take a key from it.
    /// </para>
    /// </summary>
    public bool UseEnvironment { get; set; } = true;

    /// <summary>
    /// The base address of the service: https, or http to this machine, for which no proxy is used. A path in the address becomes the prefix of each request's path,
    /// with or without a slash at its end. Query, fragment and user information are errors. Default: <see langword="null"/>, the service's own address.
    /// <c>FromEnvironment</c>, and a registration that takes the key from the environment (<see cref="UseEnvironment"/>), use the address in the service's
    /// environment variable instead, if it is set.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Allows http to other machines. The key is then sent unencrypted. Default: <see langword="false"/>.</summary>
    public bool AllowInsecureBaseAddress { get; set; }

    /// <summary>
    /// Headers for all calls of the client. They replace the client's own headers, and the headers of a call replace them. The header with the API key is an error
    /// here. Default: none.
    /// </summary>
    public IDictionary<string, string> DefaultHeaders { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Replaces the built-in transport. The client doesn't dispose it. It must not follow redirects: the client switches them off in a
    /// <see cref="HttpClientHandler"/> or SocketsHttpHandler, even inside of other handlers, and also removes user name and password from the address of its proxy
    /// (not from the proxy's credentials). A transport of any other type has to do both itself. It should not decompress. With dependency injection, this isn't
    /// allowed: use <c>ConfigurePrimaryHttpMessageHandler</c> of the builder that the registration returns. Default: <see langword="null"/>, the built-in transport.
    /// <para>
    /// The built-in transport renews connections after 2 minutes and opens at most 256 at a time. Further requests wait for a connection, within their time limit. A
    /// connection has to be made within 10 s, or within nine tenths of the limit for an attempt if that is less (not on netstandard2.0). When that time runs out,
    /// the service can't have received anything, so that any operation may be repeated. With another transport, the client can't know that: after a timeout inside
    /// of the transport, the service may have processed the request.
    /// </para>
    /// <para>
    /// With dependency injection, <c>ConfigurePrimaryHttpMessageHandler((handler, _) => …)</c> changes the built-in transport, which is a SocketsHttpHandler there
    /// (HttpClientHandler on netstandard2.0).
    /// </para>
    /// </summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>
    /// Your handlers around the whole call. They are outside of the retries, so they see each call once. Each function creates a new handler, and the first one is
    /// the outermost. The client disposes the handlers. An operation that isn't idempotent is sent at most once, even if a handler sends it again. To
    /// ensure this, a failed attempt that the service may have processed reaches the handlers as an exception. The caller gets the real response or exception.
    /// Default: none.
    /// </summary>
    public IList<Func<DelegatingHandler>> CallHandlers { get; } = [];

    /// <summary>
    /// Your handlers around each attempt. They are inside of the retries, and don't see the key. Each attempt begins with the headers of the first one. Each
    /// function creates a new handler, and the first one is the outermost. A handler that sends a new message must copy the <c>Options</c> of the given one, which
    /// tell the call. The client disposes the handlers. Default: none.
    /// </summary>
    public IList<Func<DelegatingHandler>> AttemptHandlers { get; } = [];

    /// <summary>
    /// Creates the logger of the client, which logs retries, for example. Keys, ids and content are never logged. Default: <see langword="null"/>, no logs; with
    /// dependency injection, the logger factory of the container.
    /// </summary>
    public ILoggerFactory? LoggerFactory
    {
        get;
        set
        {
            field = value;
            HasLoggerFactory = value is not null;
        }
    }

    /// <summary>
    /// Time limits, retries, circuit breaker and the limit of concurrent calls, as options of Microsoft.Extensions.Http.Resilience and these defaults: 30 s for an
    /// attempt, including the body of its response, and 150 s for a call; 3 retries (0 for none) with exponential backoff from 0.5 s and jitter; the circuit opens
    /// for 5 s when half of 20 or more attempts in 60 s fail; 1000 calls at a time, and 10,000 in the queue.
    /// <para>
    /// Operations that aren't idempotent are retried only after 429, or when the connection was never made. <c>Retry.ShouldHandle</c> can forbid further retries,
    /// but it can't allow more. A wait is never shorter than <c>Retry-After</c>, unless <c>ShouldRetryAfterHeader</c> is off. If a wait would be longer than the
    /// time that is left, the client doesn't retry, and the last response surfaces at once. While a service fails, retries are limited to a reserve of 10 and,
    /// beyond it, to less than a fifth of the client's calls. The time limit of a call includes the time in the queue. Calls with their own key have a circuit
    /// breaker and a concurrency limit for that key, and the client keeps those of up to 1,000 keys. <c>StateProvider</c> has the state for the client's own key;
    /// <c>ManualControl.IsolateAsync</c> rejects calls with each key. While one attempt finds out whether the service has recovered, other attempts with the same key are rejected.
    /// </para>
    /// </summary>
    public HttpStandardResilienceOptions Resilience => LazyInitializer.EnsureInitialized(ref _resilience, ResilienceDefaults.Create)!;

    /// <summary>
    /// Whether the client uses the pipeline of <see cref="Resilience"/>. With dependency injection, the client then ignores resilience handlers that the program
    /// adds to all its HTTP clients. A resilience handler that is added to the builder of this client replaces the pipeline. Default: <see langword="true"/>.
    /// </summary>
    public bool UseResilience { get; set; } = true;

    /// <summary>
    /// The longest wait that the client accepts from the service's <c>Retry-After</c>, 0 to 24 h. When the service asks for a longer wait, or for more time than the
    /// call has left, the client doesn't retry, and the response surfaces at once. Default: 60 s.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A limiter that must give a permit for each attempt, including retries, because the service counts each of them. Use one of <see cref="RateLimits"/>, for
    /// example, or one that several processes share. The time limit of the call covers the wait for a permit, and the time limit of the attempt doesn't. Without a
    /// permit, the call ends with a <see cref="MemoryApiRejectedException"/>. The limiter also applies when the client has another pipeline or none. The client
    /// doesn't dispose it. Default: <see langword="null"/>, no limiter.
    /// </summary>
    public RateLimiter? RateLimiter
    {
        get;
        set
        {
            field = value;
            HasRateLimiter = value is not null;
        }
    }

    /// <summary>
    /// Decides by the id of an operation, e.g. <c>Memories_Update</c>, whether it needs a permit of <see cref="RateLimiter"/>. Default: <see langword="null"/>, all
    /// operations do.
    /// </summary>
    public Func<string, bool>? RateLimitedOperations { get; set; }

    /// <summary>
    /// The largest response in bytes, before and after decompression: 1 to 536,870,912 (512 MB). A larger response causes a
    /// <see cref="MemoryApiResponseException"/>. Default: 67,108,864 (64 MB).
    /// </summary>
    public long MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Whether the message of an exception ends with the reason that the service gave (<see cref="MemoryApiException.ServiceMessage"/>). This helps where only the
    /// text of an exception is visible, as in a console or an error report. But the reason may repeat data of the request, so personal data may get into each log of
    /// exceptions. The client's own logs never contain it. Default: <see langword="false"/>.
    /// </summary>
    public bool IncludeServiceMessage { get; set; }

    /// <summary>The clock for time limits and waits. Replace it in tests. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Adds the keys for options of a derived class, so that a configuration section can set these options. A hand-written part of a client's options overrides this
    /// method to add a key for each of its options. The options of this class have their keys without it.
    /// </summary>
    /// <param name="keys">The keys of the section, and which option each of them sets.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual void AddConfigurationKeys(ApiConfigurationKeys keys)
    {
    }

    /// <summary>Whether a logger factory is set. Reading this doesn't load the logging library.</summary>
    internal bool HasLoggerFactory { get; private set; }

    /// <summary>Whether a limiter is set. Reading this doesn't load the library of limiters.</summary>
    internal bool HasRateLimiter { get; private set; }

    /// <summary>Mistakes in the environment variables that a registration has read. They are reported together with those in the options.</summary>
    internal IList<string> EnvironmentProblems { get; } = [];

    /// <summary>The address that a registration has taken from the environment; <see langword="null"/> when it has taken none.</summary>
    internal AddressOfEnvironment? AddressOfEnvironment { get; set; }

    /// <summary>A copy of the options with another key.</summary>
    internal ApiClientOptions WithKey(string apiKey)
    {
        var copy = (ApiClientOptions)MemberwiseClone();
        copy.ApiKey = apiKey;
        copy.ApiKeyProvider = null;
        return copy;
    }
}
