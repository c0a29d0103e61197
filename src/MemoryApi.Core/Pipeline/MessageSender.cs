using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>Sends the messages of a connection through a chain of handlers.</summary>
internal abstract class MessageSender : IDisposable
{
    /// <summary>Where calls that begin now go.</summary>
    public abstract Destination Destination { get; }

    /// <summary>Whether messages pass handlers that aren't ours.</summary>
    public abstract bool HasForeignHandlers { get; }

    /// <summary>Whether the sender owns its handlers, so that it has to be disposed.</summary>
    public abstract bool IsOwner { get; }

    /// <summary>Sends a message of a call.</summary>
    /// <param name="message">The message.</param>
    /// <param name="destination">What <see cref="Destination"/> returned when the call began.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public abstract Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, Destination destination, CancellationToken cancellationToken);

    /// <summary>Disposes only what the sender has created itself.</summary>
    public abstract void Dispose();
}

/// <summary>Sends through a chain that belongs to this client alone.</summary>
internal sealed class OwnChainSender(HandlerChain chain, HttpMessageHandler handler, Destination destination) : MessageSender
{
    private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: true);

    public override bool HasForeignHandlers => chain.HasForeignHandlers;

    public override Destination Destination => destination;

    public override bool IsOwner => true;

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, Destination destination, CancellationToken cancellationToken) =>
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

    // How often a client is made again because the options have changed meanwhile.
    private const int MostMade = 5;

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

    public override Destination Destination => Current();

    public override bool HasForeignHandlers => _chain.HasForeignHandlers;

    public override bool IsOwner => false;

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, Destination destination, CancellationToken cancellationToken)
    {
        var client = ((Lease)destination).Client;
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
        try
        {
            var options = _options();
            if (!ReferenceEquals(options, lease.Options) || _clock.GetElapsedTime(lease.Since) >= Renewal)
            {
                lease = NewLease(options);
                Volatile.Write(ref _lease, lease);
            }
        }
        catch (OptionsValidationException)
        {
            // A reload has made the options invalid. A call fails later, when it reads its key from them. A call that brings its own key doesn't fail.
        }
        catch (ObjectDisposedException)
        {
            // The container is being disposed, so the factory creates no client any more. Calls that are still made, e.g. of queued work, use the current one.
        }

        return lease;
    }

    private Lease NewLease(ApiClientOptions options)
    {
        for (var made = 1; ; made++)
        {
            var client = _factory.CreateClient(_name);

            // The factory has read the options itself. If they have changed meanwhile, the client may have another address, even if the address is the same again
            // now. A monitor that never returns the same options twice must not keep this from ending.
            var current = _options();
            if (ReferenceEquals(current, options) || (made >= MostMade && Equals(current.BaseAddress, options.BaseAddress)))
            {
                return new Lease(client, CheckedAddress(client, current), current, _clock.GetTimestamp());
            }

            options = current;
        }
    }

    // ConfigureHttpClient may have set another address; a key must not go there unchecked.
    private string CheckedAddress(HttpClient client, ApiClientOptions options)
    {
        var problem = "the base address must be absolute.";
        return client.BaseAddress is { } address && ServiceBaseAddress.TryNormalize(address, options.AllowInsecureBaseAddress, out var normalized, out problem)
            ? normalized.AbsoluteUri
            : throw new InvalidOperationException($"The HttpClient \"{_name}\" can't be used: {problem}");
    }

    private sealed class Lease(HttpClient client, string baseAddress, ApiClientOptions options, long since) : Destination(baseAddress, options)
    {
        public HttpClient Client { get; } = client;

        public long Since { get; } = since;
    }
}
