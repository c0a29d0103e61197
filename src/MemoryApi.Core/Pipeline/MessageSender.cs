using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

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
/// client lives as long as the program.
/// </summary>
internal sealed class FactorySender : MessageSender
{
    // Shorter than the two minutes that the factory keeps a chain by default.
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);

    private readonly HandlerChain _chain;
    private readonly IHttpClientFactory _factory;
    private readonly string _name;
    private readonly bool _allowInsecure;
    private readonly TimeProvider _clock;
    private Lease _lease;

    public FactorySender(HandlerChain chain, IHttpClientFactory factory, string name, ApiClientOptions options)
    {
        _chain = chain;
        _factory = factory;
        _name = name;
        _allowInsecure = options.AllowInsecureBaseAddress;
        _clock = options.TimeProvider;
        _lease = NewLease();
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
        if (_clock.GetElapsedTime(lease.Since) >= Renewal)
        {
            lease = NewLease();
            Volatile.Write(ref _lease, lease);
        }

        return lease;
    }

    private Lease NewLease()
    {
        var client = _factory.CreateClient(_name);

        // ConfigureHttpClient may have set another address; a key must not go there unchecked.
        var problem = "the base address must be absolute.";
        return client.BaseAddress is { } address && ServiceBaseAddress.TryNormalize(address, _allowInsecure, out var normalized, out problem)
            ? new Lease(client, normalized.AbsoluteUri, _clock.GetTimestamp())
            : throw new InvalidOperationException($"The HttpClient \"{_name}\" can't be used: {problem}");
    }

    private sealed class Lease(HttpClient client, string baseAddress, long since)
    {
        public HttpClient Client { get; } = client;

        public string BaseAddress { get; } = baseAddress;

        public long Since { get; } = since;
    }
}
