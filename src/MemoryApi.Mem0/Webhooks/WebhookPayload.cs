using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// What the service posts to a webhook: a <see cref="MemoryChangedPayload"/>, a <see cref="MemoryCategorizedPayload"/>, or an
/// <see cref="UnknownPayload"/> for what this library doesn't know. Tell them apart by their type.
/// </summary>
/// <remarks>
/// The service doesn't sign what it posts. Put a secret into the address of the webhook and check it before you parse, and read a
/// memory by its id before you rely on what a payload says of it.
/// <para>
/// Numbers are kept as given: as decimals, beyond their range as doubles, and beyond that as text. To test a handler, make payloads by the
/// constructors of the derived types.
/// </para>
/// </remarks>
public abstract class WebhookPayload
{
    private protected WebhookPayload(string eventName, JObject json)
    {
        Event = eventName;
        Json = json;
    }

    /// <summary>What happened, in the service's own word, e.g. <c>ADD</c>; empty when the payload doesn't say.</summary>
    public string Event { get; }

    /// <summary>The whole payload as it came.</summary>
    public JObject Json { get; }

    /// <summary>Reads a payload.</summary>
    /// <param name="body">The body of the request.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object.</exception>
    public static WebhookPayload Parse(string body)
    {
        Require.NotNull(body, nameof(body));
        return WebhookReader.Read(body, nameof(body));
    }

    /// <summary>Reads a payload.</summary>
    /// <param name="utf8Body">The body of the request in UTF-8.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8.</exception>
    public static WebhookPayload Parse(ReadOnlySpan<byte> utf8Body) => WebhookReader.Read(WebhookReader.Decode(utf8Body, nameof(utf8Body)), nameof(utf8Body));

    /// <summary>Reads a payload.</summary>
    /// <param name="utf8Body">The body of the request in UTF-8.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8.</exception>
    public static WebhookPayload Parse(byte[] utf8Body)
    {
        Require.NotNull(utf8Body, nameof(utf8Body));
        return Parse(utf8Body.AsSpan());
    }

    /// <summary>Reads a payload of up to 1 MiB, which is far more than the service posts; for another limit there is an overload.</summary>
    /// <param name="body">The body of the request in UTF-8; read to its end and left open.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8, or too large.</exception>
    public static Task<WebhookPayload> ParseAsync(Stream body, CancellationToken cancellationToken = default) =>
        ParseAsync(body, WebhookReader.DefaultMaxBytes, cancellationToken);

    /// <summary>Reads a payload.</summary>
    /// <param name="body">The body of the request in UTF-8; read to its end and left open.</param>
    /// <param name="maxBytes">How large the body may be in bytes, 1 to 1,073,741,824; what is larger is refused without being read to its end.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8, or too large, or the limit lies outside of its range.</exception>
    public static async Task<WebhookPayload> ParseAsync(Stream body, int maxBytes, CancellationToken cancellationToken = default)
    {
        Require.NotNull(body, nameof(body));
        Require.Range(maxBytes, nameof(maxBytes), minimum: 1, maximum: 1024 * 1024 * 1024);
        using var content = await WebhookReader.ReadAsync(body, maxBytes, nameof(body), cancellationToken).ConfigureAwait(false);
        return WebhookReader.Read(WebhookReader.Decode(content.GetBuffer().AsSpan(0, (int)content.Length), nameof(body)), nameof(body));
    }
}
