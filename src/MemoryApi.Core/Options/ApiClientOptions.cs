using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace MemoryApi.Core;

/// <summary>
/// How a client reaches its service. Everything has a default but the key. Apart from the key, options are read when the client
/// is made; all that is wrong with them is reported then, at once.
/// </summary>
public abstract class ApiClientOptions
{
    /// <summary>
    /// The API key. Blanks around it and a copied prefix (<c>Token </c>, <c>Bearer </c>) are dropped; a line break, control
    /// character or character outside ASCII is an error. Set this or <see cref="ApiKeyProvider"/>. Default: none.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Gives the API key; asked before each attempt, so that a rotated key takes effect on a retry. It should answer from a cache,
    /// may be called from several threads, and is cancelled with the attempt. Set this or <see cref="ApiKey"/>. Default: none.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; set; }

    /// <summary>
    /// Where the service is: https, or http to this machine. A path is kept as a prefix of every call, with or without a slash at
    /// its end; query, fragment and user information are errors. Default: <see langword="null"/>, the service's own address.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Allows http to other machines, which sends the key in the open. Default: <see langword="false"/>.</summary>
    public bool AllowInsecureBaseAddress { get; set; }

    /// <summary>
    /// Sends the messages in place of the built-in transport; not disposed with the client. It should neither follow redirects nor
    /// decompress. Only without dependency injection; with it, use <c>ConfigurePrimaryHttpMessageHandler</c> of the builder that the
    /// registration returns. Default: <see langword="null"/>, the built-in transport.
    /// </summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>
    /// Your handlers around the whole call: outside of resilience, so they see it once. Each function makes a new handler, the first
    /// the outermost; the handlers are disposed with the client. Default: none.
    /// </summary>
    public IList<Func<DelegatingHandler>> CallHandlers { get; } = [];

    /// <summary>
    /// Your handlers around each attempt: inside of resilience, outside of authentication, so they don't see the key. Each function
    /// makes a new handler, the first the outermost; the handlers are disposed with the client. Default: none.
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

    /// <summary>Time limits and retries.</summary>
    public ResilienceOptions Resilience { get; } = new();

    /// <summary>
    /// The largest answer that is accepted, in bytes, as received and as decompressed: 1 to 536,870,912 (512 MB). A larger one is a
    /// <see cref="MemoryApiResponseException"/>. Default: 67,108,864 (64 MB).
    /// </summary>
    public long MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

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
