using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>Sends the messages of a connection through a chain of handlers.</summary>
internal abstract class MessageSender : IDisposable
{
    /// <summary>The address of the service, with a slash at its end.</summary>
    public abstract string BaseAddress { get; }

    /// <summary>Whether messages pass handlers that aren't ours.</summary>
    public abstract bool HasForeignHandlers { get; }

    /// <summary>Whether the sender owns its handlers, so that it has to be disposed.</summary>
    public abstract bool IsOwner { get; }

    public abstract Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken);

    /// <summary>Disposes only what the sender has created itself.</summary>
    public abstract void Dispose();
}

/// <summary>Sends through a chain that belongs to this client alone.</summary>
internal sealed class OwnChainSender(HandlerChain chain, HttpMessageHandler handler, Uri baseAddress) : MessageSender
{
    private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: true);

    public override bool HasForeignHandlers => chain.HasForeignHandlers;

    public override string BaseAddress { get; } = baseAddress.AbsoluteUri;

    public override bool IsOwner => true;

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
        _invoker.SendAsync(message, cancellationToken);

    public override void Dispose() => _invoker.Dispose();
}

/// <summary>
/// Sends through an <see cref="HttpClient"/> of <see cref="IHttpClientFactory"/>. It takes a new one from time to time, so that connections are renewed even if the
/// client lives as long as the program. It also takes a new one when the options have changed, so that address and key always belong together.
/// </summary>
internal sealed class FactorySender : MessageSender
{
    // Shorter than the two minutes that the factory keeps a chain by default.
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);

    private readonly HandlerChain _chain;
    private readonly IHttpClientFactory _factory;
    private readonly string _name;
    private readonly Func<ApiClientOptions> _options;
    private readonly TimeProvider _clock;
    private Lease _lease;

    /// <param name="chain">The handlers.</param>
    /// <param name="factory">Creates the <see cref="HttpClient"/>.</param>
    /// <param name="name">Name of the <see cref="HttpClient"/>.</param>
    /// <param name="options">Returns the current options. It returns the same object until the options change.</param>
    public FactorySender(HandlerChain chain, IHttpClientFactory factory, string name, Func<ApiClientOptions> options)
    {
        _chain = chain;
        _factory = factory;
        _name = name;
        _options = options;
        var current = options();
        _clock = current.TimeProvider;
        _lease = NewLease(current);
    }

    public override string BaseAddress => Current().BaseAddress;

    public override bool HasForeignHandlers => _chain.HasForeignHandlers;

    public override bool IsOwner => false;

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var client = Current().Client;
#if NET
        // HttpClient sets these defaults only on messages that it creates itself.
        message.Version = client.DefaultRequestVersion;
        message.VersionPolicy = client.DefaultVersionPolicy;
#endif

        // Without ResponseHeadersRead HttpClient would copy the body, which is in memory already.
        return client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public override void Dispose()
    {
    }

    private Lease Current()
    {
        var lease = Volatile.Read(ref _lease);
        var options = CurrentOptions(lease);
        if (!ReferenceEquals(options, lease.Options) || _clock.GetElapsedTime(lease.Since) >= Renewal)
        {
            try
            {
                lease = NewLease(options);
                Volatile.Write(ref _lease, lease);
            }
            catch (ObjectDisposedException)
            {
                // The container is being disposed, so the factory creates no client any more. Calls that are still made, e.g. of queued work, use the current one.
            }
        }

        return lease;
    }

    private ApiClientOptions CurrentOptions(Lease lease)
    {
        try
        {
            return _options();
        }
        catch (OptionsValidationException)
        {
            // A reload has made the options invalid. A call fails later, when it reads its key from them. A call that brings its own key doesn't fail.
            return lease.Options;
        }
    }

    private Lease NewLease(ApiClientOptions options)
    {
        var client = _factory.CreateClient(_name);

        // ConfigureHttpClient may have set another address; a key must not go there unchecked.
        var problem = "the base address must be absolute.";
        return client.BaseAddress is { } address && ServiceBaseAddress.TryNormalize(address, options.AllowInsecureBaseAddress, out var normalized, out problem)
            ? new Lease(client, normalized.AbsoluteUri, options, _clock.GetTimestamp())
            : throw new InvalidOperationException($"The HttpClient \"{_name}\" can't be used: {problem}");
    }

    private sealed class Lease(HttpClient client, string baseAddress, ApiClientOptions options, long since)
    {
        public HttpClient Client { get; } = client;

        public string BaseAddress { get; } = baseAddress;

        /// <summary>The options that the client was created with.</summary>
        public ApiClientOptions Options { get; } = options;

        public long Since { get; } = since;
    }
}
