using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// The payload that the service posts to a webhook: a <see cref="MemoryChangedPayload"/>, a <see cref="MemoryCategorizedPayload"/>, or an
/// <see cref="UnknownPayload"/> for any other JSON object. Distinguish them by their type.
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
    [System.Text.Json.Serialization.JsonConverter(typeof(JsonTokenConverter))]
    public JObject Json { get; }

    /// <summary>Reads a payload. For a body from the network see <c>TryParse</c>.</summary>
    /// <param name="body">The body of the request.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object.</exception>
    public static WebhookPayload Parse(string body)
    {
        Require.NotNull(body, nameof(body));
        return WebhookReader.Read(body).Require(nameof(body));
    }

    /// <summary>Reads a payload. For a body from the network see <c>TryParse</c>.</summary>
    /// <param name="utf8Body">The body of the request in UTF-8.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8.</exception>
    public static WebhookPayload Parse(ReadOnlySpan<byte> utf8Body) => WebhookReader.Read(utf8Body).Require(nameof(utf8Body));

    /// <summary>Reads a payload. For a body from the network see <c>TryParse</c>.</summary>
    /// <param name="utf8Body">The body of the request in UTF-8.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8.</exception>
    public static WebhookPayload Parse(byte[] utf8Body)
    {
        Require.NotNull(utf8Body, nameof(utf8Body));
        return Parse(utf8Body.AsSpan());
    }

    /// <summary>Reads a payload of up to 1 MiB, which is far more than the service posts. For another limit, use the other overload.</summary>
    /// <remarks>For a body from the network see <c>TryParseAsync</c>.</remarks>
    /// <param name="body">The body of the request in UTF-8. It is read to its end and left open.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8, or too large.</exception>
    public static Task<WebhookPayload> ParseAsync(Stream body, CancellationToken cancellationToken = default) =>
        ParseAsync(body, WebhookReader.DefaultMaxBytes, cancellationToken);

    /// <summary>Reads a payload.</summary>
    /// <remarks>For a body from the network see <c>TryParseAsync</c>.</remarks>
    /// <param name="body">The body of the request in UTF-8. It is read to its end and left open.</param>
    /// <param name="maxBytes">The largest body in bytes, 1 to 1,073,741,824. A larger body is refused without being read to its end.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8, or too large, or the limit lies outside of its range.</exception>
    public static async Task<WebhookPayload> ParseAsync(Stream body, int maxBytes, CancellationToken cancellationToken = default)
    {
        RequireStream(body, maxBytes);
        return (await WebhookReader.ReadAsync(body, maxBytes, cancellationToken).ConfigureAwait(false)).Require(nameof(body));
    }

    /// <summary>Reads a payload, without an exception for an invalid body.</summary>
    /// <param name="body">The body of the request; <see langword="null"/> is invalid.</param>
    /// <param name="payload">The payload; <see langword="null"/> when the body is invalid.</param>
    /// <returns>Whether the body is a JSON object. Respond with 400 if it isn't.</returns>
    public static bool TryParse([NotNullWhen(true)] string? body, [NotNullWhen(true)] out WebhookPayload? payload)
    {
        payload = body is null ? null : WebhookReader.Read(body).Payload;
        return payload is not null;
    }

    /// <summary>Reads a payload, without an exception for an invalid body.</summary>
    /// <param name="utf8Body">The body of the request in UTF-8.</param>
    /// <param name="payload">The payload; <see langword="null"/> when the body is invalid.</param>
    /// <returns>Whether the body is a JSON object in UTF-8. Respond with 400 if it isn't.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Body, [NotNullWhen(true)] out WebhookPayload? payload)
    {
        payload = WebhookReader.Read(utf8Body).Payload;
        return payload is not null;
    }

    /// <summary>Reads a payload, without an exception for an invalid body.</summary>
    /// <param name="utf8Body">The body of the request in UTF-8; <see langword="null"/> is invalid.</param>
    /// <param name="payload">The payload; <see langword="null"/> when the body is invalid.</param>
    /// <returns>Whether the body is a JSON object in UTF-8. Respond with 400 if it isn't.</returns>
    public static bool TryParse([NotNullWhen(true)] byte[]? utf8Body, [NotNullWhen(true)] out WebhookPayload? payload) =>
        TryParse(utf8Body.AsSpan(), out payload);

    /// <summary>
    /// Reads a payload of up to 1 MiB, which is far more than the service posts, without an exception for an invalid body. For another limit, use the other overload.
    /// </summary>
    /// <param name="body">The body of the request in UTF-8. It is left open.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The payload; <see langword="null"/> when the body isn't a JSON object in UTF-8, or is too large. Respond with 400 then.</returns>
    /// <exception cref="ArgumentNullException">The stream is <see langword="null"/>.</exception>
    public static Task<WebhookPayload?> TryParseAsync(Stream body, CancellationToken cancellationToken = default) =>
        TryParseAsync(body, WebhookReader.DefaultMaxBytes, cancellationToken);

    /// <summary>Reads a payload, without an exception for an invalid body.</summary>
    /// <param name="body">The body of the request in UTF-8. It is left open.</param>
    /// <param name="maxBytes">The largest body in bytes, 1 to 1,073,741,824. A larger body is invalid, and isn't read to its end.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The payload; <see langword="null"/> when the body isn't a JSON object in UTF-8, or is too large. Respond with 400 then.</returns>
    /// <exception cref="ArgumentException">The stream is <see langword="null"/>, or the limit lies outside of its range.</exception>
    public static async Task<WebhookPayload?> TryParseAsync(Stream body, int maxBytes, CancellationToken cancellationToken = default)
    {
        RequireStream(body, maxBytes);
        return (await WebhookReader.ReadAsync(body, maxBytes, cancellationToken).ConfigureAwait(false)).Payload;
    }

    private static void RequireStream(Stream body, int maxBytes)
    {
        Require.NotNull(body, nameof(body));
        Require.Range(maxBytes, nameof(maxBytes), minimum: 1, maximum: 1024 * 1024 * 1024);
    }
}
