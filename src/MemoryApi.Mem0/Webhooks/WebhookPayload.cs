using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// The payload that the service posts to a webhook: a <see cref="MemoryChangedPayload"/>, a <see cref="MemoryCategorizedPayload"/>, or an
/// <see cref="UnknownPayload"/> for anything that this library doesn't know. Distinguish them by their type.
/// </summary>
/// <remarks>
/// The service doesn't sign payloads. Put a secret into the URL of the webhook, and check it before you parse a payload. Before you rely on a payload, read the
/// memory by its id.
/// <para>
/// Numbers keep their value: they become decimals, doubles if they are too large for a decimal, and text if they are too large for a double. To test a handler,
/// create payloads with the constructors of the derived types.
/// </para>
/// </remarks>
public abstract class WebhookPayload
{
    private protected WebhookPayload(string eventName, JObject json)
    {
        Event = eventName;
        Json = json;
    }

    /// <summary>Name of the event, e.g. <c>ADD</c>; empty when the payload has none.</summary>
    public string Event { get; }

    /// <summary>The whole payload as received.</summary>
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

    /// <summary>Reads a payload of up to 1 MiB, which is far more than the service posts. For another limit, use the other overload.</summary>
    /// <param name="body">The body of the request in UTF-8. It is read to its end and left open.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8, or too large.</exception>
    public static Task<WebhookPayload> ParseAsync(Stream body, CancellationToken cancellationToken = default) =>
        ParseAsync(body, WebhookReader.DefaultMaxBytes, cancellationToken);

    /// <summary>Reads a payload.</summary>
    /// <param name="body">The body of the request in UTF-8. It is read to its end and left open.</param>
    /// <param name="maxBytes">The largest body in bytes, 1 to 1,073,741,824. A larger body is refused without being read to its end.</param>
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
