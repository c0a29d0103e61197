using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;

namespace MemoryApi.Core;

/// <summary>
/// How a client reaches its service. Everything has a default but the key. Apart from the key, options are read when the client
/// is made; all that is wrong with them is reported then, at once.
/// </summary>
public abstract class ApiClientOptions
{
    private readonly Lazy<HttpStandardResilienceOptions> _resilience = new(ResilienceDefaults.Create);

    /// <summary>
    /// The API key. Blanks around it are dropped, and a word that was copied with it, if the client knows such words (<see cref="ApiAuthentication.CopiedWords"/>). A line break, control
    /// character or character outside ASCII is an error. Set this or <see cref="ApiKeyProvider"/>. Default: none.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Gives the API key; asked before each attempt, so that a rotated key takes effect on a retry. It should return a cached one,
    /// may be called from several threads, and is cancelled with the attempt. Set this or <see cref="ApiKey"/>. Default: none.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; set; }

    /// <summary>
    /// Where the service is: https, or http to this machine, for which no proxy is used. A path is kept as a prefix of every call, with or without a slash at
    /// its end; query, fragment and user information are errors. Default: <see langword="null"/>, the service's own address.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Allows http to other machines, which sends the key in the open. Default: <see langword="false"/>.</summary>
    public bool AllowInsecureBaseAddress { get; set; }

    /// <summary>
    /// Headers for all calls of the client; they replace those that it sends by itself, and those of a call replace them. The header with the API key can't be among
    /// them. Default: none.
    /// </summary>
    public IDictionary<string, string> DefaultHeaders { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Sends the messages in place of the built-in transport; not disposed with the client. It must not follow redirects: in a <see cref="HttpClientHandler"/>
    /// or SocketsHttpHandler, also one inside of other handlers, the client switches that off, and leaves the login out of the address of a proxy (not out of its credentials); any other has to do so itself. It should not decompress. Only without dependency injection; with it, use <c>ConfigurePrimaryHttpMessageHandler</c> of the builder that the
    /// registration returns. Default: <see langword="null"/>, the built-in transport.
    /// <para>
    /// The built-in transport renews connections after 2 minutes and opens at most 256 at a time; requests beyond that wait for one within their limit. A connection has to be made within
    /// 10 s, or within nine tenths of the limit for an attempt if that is less (not on netstandard2.0). When that time runs out, the service can't have received anything, so that any
    /// operation may be repeated. Of another transport the client doesn't know what a time that runs out there means. With dependency injection, <c>ConfigurePrimaryHttpMessageHandler((handler, _) => …)</c>
    /// changes the built-in transport, which is a SocketsHttpHandler there (HttpClientHandler on netstandard2.0).
    /// </para>
    /// </summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>
    /// Your handlers around the whole call: outside of resilience, so they see it once. Each function makes a new handler, the first
    /// the outermost; the handlers are disposed with the client. An operation that isn't idempotent is sent at most once, also when a handler sends it again: a failed attempt
    /// that the service may have processed reaches handlers as an exception, and the caller as what it was. Default: none.
    /// </summary>
    public IList<Func<DelegatingHandler>> CallHandlers { get; } = [];

    /// <summary>
    /// Your handlers around each attempt: inside of resilience, outside of authentication, so they don't see the key. Each attempt begins with the headers of the
    /// first one. Each function makes a new handler, the first the outermost; the handlers are disposed with the client. Default: none.
    /// </summary>
    public IList<Func<DelegatingHandler>> AttemptHandlers { get; } = [];

    /// <summary>
    /// Where the client logs, e.g. that it repeats a call. Keys, ids and content are never logged. Default: <see langword="null"/>,
    /// nowhere; with dependency injection the container's.
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
    /// Time limits, retries, circuit breaker and the limit of calls at a time, with the options of Microsoft.Extensions.Http.Resilience and these defaults: 30 s for an
    /// attempt, its response's body included, and 150 s for a call; 3 retries (0 for none) from 0.5 s, exponential with jitter; the circuit opens for 5 s when half of 20
    /// or more attempts in 60 s fail; 1000 calls at a time, and 10,000 that wait for one of those to end.
    /// <para>
    /// Operations that aren't idempotent are retried only after 429, or when the connection was never made: <c>Retry.ShouldHandle</c> can narrow what is repeated, and never widen it. A
    /// wait is never shorter than <c>Retry-After</c> (unless <c>ShouldRetryAfterHeader</c> is off); one that doesn't fit into the time that is left isn't begun, and the last
    /// response surfaces at once. While a service fails, retries are fewer than a fifth of a client's calls, beyond a reserve of 10. The limit of calls at a time stands inside of the limit for a call,
    /// so that the time in the queue counts. Calls that bring their own key have a circuit and a limit of that key, of which 1,000 are kept;
    /// <c>StateProvider</c> and <c>ManualControl</c> are those of the client's key. While one attempt finds out whether the service has recovered, others with its key are rejected.
    /// </para>
    /// </summary>
    public HttpStandardResilienceOptions Resilience => _resilience.Value;

    /// <summary>
    /// Whether the client has the pipeline of <see cref="Resilience"/>. With dependency injection, resilience handlers that the program adds to all its HTTP clients are left
    /// out while it has; one that is added to the builder of this client takes its place. Default: <see langword="true"/>.
    /// </summary>
    public bool UseResilience { get; set; } = true;

    /// <summary>
    /// The longest wait that a service may ask for (<c>Retry-After</c>), 0 to 24 h. When it asks for a longer one, or for more than is left of the limit for the call, its
    /// response surfaces at once. Default: 60 s.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Asked for one permit before each attempt, retries included, because each of them counts at the service: e.g. one of
    /// <see cref="RateLimits"/>, or one that several processes share. The wait for a permit is part of the limit for the call and
    /// not of that for the attempt. An attempt that gets none ends the call with a <see cref="MemoryApiRejectedException"/>. It also applies when another pipeline has taken the
    /// place of the client's, or there is none. It is used as long as the client lives and isn't disposed with it. Default: <see langword="null"/>, none.
    /// </summary>
    public RateLimiter? RateLimiter { get; set; }

    /// <summary>
    /// Which operations take a permit of <see cref="RateLimiter"/>, by their id, e.g. <c>Memories_Update</c>. Default: <see langword="null"/>,
    /// all.
    /// </summary>
    public Func<string, bool>? RateLimitedOperations { get; set; }

    /// <summary>
    /// The largest response that is accepted, in bytes, as received and as decompressed: 1 to 536,870,912 (512 MB). A larger one is a
    /// <see cref="MemoryApiResponseException"/>. Default: 67,108,864 (64 MB).
    /// </summary>
    public long MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Whether the message of an exception ends with the reason that the service gave (<see cref="MemoryApiException.ServiceMessage"/>). It helps where only the text of an exception
    /// is seen, in a console or an error report; but the reason may repeat what was sent, so personal data may end up wherever exceptions are logged. What the client itself logs
    /// has none of it in any case. Default: <see langword="false"/>.
    /// </summary>
    public bool IncludeServiceMessage { get; set; }

    /// <summary>The clock for limits and waits, for tests. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Whether there is somewhere to log; asking doesn't load the library for logging.</summary>
    internal bool HasLoggerFactory { get; private set; }

    /// <summary>The same options with another key.</summary>
    internal ApiClientOptions WithKey(string apiKey)
    {
        var copy = (ApiClientOptions)MemberwiseClone();
        copy.ApiKey = apiKey;
        copy.ApiKeyProvider = null;
        return copy;
    }
}
