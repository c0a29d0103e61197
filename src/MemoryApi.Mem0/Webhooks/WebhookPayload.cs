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
        return WebhookReader.Read(body);
    }

    /// <summary>Reads a payload.</summary>
    /// <param name="utf8Body">The body of the request in UTF-8.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8.</exception>
    public static WebhookPayload Parse(ReadOnlySpan<byte> utf8Body) => WebhookReader.Read(WebhookReader.Decode(utf8Body, nameof(utf8Body)));

    /// <summary>Reads a payload.</summary>
    /// <param name="utf8Body">The body of the request in UTF-8.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8.</exception>
    public static WebhookPayload Parse(byte[] utf8Body)
    {
        Require.NotNull(utf8Body, nameof(utf8Body));
        return Parse(utf8Body.AsSpan());
    }

    /// <summary>Reads a payload.</summary>
    /// <param name="body">The body of the request in UTF-8; read to its end and left open.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ArgumentException">The body isn't a JSON object in UTF-8.</exception>
    public static async Task<WebhookPayload> ParseAsync(Stream body, CancellationToken cancellationToken = default)
    {
        Require.NotNull(body, nameof(body));
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer, 81920, cancellationToken).ConfigureAwait(false);
        return WebhookReader.Read(WebhookReader.Decode(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), nameof(body)));
    }
}
