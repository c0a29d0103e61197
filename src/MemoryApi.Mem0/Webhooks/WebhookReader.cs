using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Reads the payloads that the service posts.</summary>
internal static class WebhookReader
{
    /// <summary>The largest body that is read from a stream, unless the caller says otherwise.</summary>
    public const int DefaultMaxBytes = 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="body">The stream.</param>
    /// <param name="maxBytes">The largest body. A larger one is invalid, and isn't read to its end.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static async Task<WebhookReading> ReadAsync(Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[Math.Min(81920, maxBytes + 1)];
        while (await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (content.Length + count > maxBytes)
            {
                return WebhookReading.Invalid(FormattableString.Invariant($"The body of the webhook has more than {maxBytes} bytes."));
            }

            content.Write(buffer, 0, count);
        }

        return Read(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    public static WebhookReading Read(ReadOnlySpan<byte> utf8)
    {
        string text;
        try
        {
            text = Utf8.GetString(utf8.ToArray());
        }
        catch (DecoderFallbackException failure)
        {
            return WebhookReading.Invalid("The body of the webhook isn't UTF-8.", failure);
        }

        // Some servers pass on a byte order mark, which isn't JSON.
        return Read(text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text);
    }

    public static WebhookReading Read(string body)
    {
        try
        {
            return JsonTokens.Parse(body) is JObject json
                ? WebhookReading.Of(PayloadOf(json))
                : WebhookReading.Invalid("The body of the webhook isn't a JSON object.");
        }
        catch (JsonException)
        {
            // The cause isn't included, since it quotes the payload.
            return WebhookReading.Invalid("The body of the webhook isn't JSON.");
        }
    }

    private static WebhookPayload PayloadOf(JObject json)
    {
        if (json["event_details"] is not JObject details || TextOf(details["event"]) is not { } eventName)
        {
            return new UnknownPayload(string.Empty, json);
        }

        return eventName switch
        {
            "ADD" or "UPDATE" or "DELETE" => new MemoryChangedPayload(
                eventName, TextOf(details["id"]), TextOf((details["data"] as JObject)?["memory"]), json),
            MemoryCategorizedPayload.EventName => new MemoryCategorizedPayload(
                TextOf(details["memory_id"]),
                (details["categories"] as JArray)?.Select(TextOf).OfType<string>().ToArray() ?? [],
                json),
            _ => new UnknownPayload(eventName, json),
        };
    }

    private static string? TextOf(JToken? token) => token is JValue { Value: string text } ? text : null;
}
