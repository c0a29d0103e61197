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

    public static string Decode(ReadOnlySpan<byte> utf8, string name)
    {
        try
        {
            // Some servers pass on a byte order mark, which isn't JSON.
            var text = Utf8.GetString(utf8.ToArray());
            return text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text;
        }
        catch (DecoderFallbackException failure)
        {
            throw new ArgumentException("The body of the webhook isn't UTF-8.", name, failure);
        }
    }

    /// <exception cref="ArgumentException">The stream contains more bytes.</exception>
    public static async Task<MemoryStream> ReadAsync(Stream body, int maxBytes, string name, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        var buffer = new byte[Math.Min(81920, maxBytes + 1)];
        while (await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (content.Length + count > maxBytes)
            {
                throw new ArgumentException(FormattableString.Invariant($"The body of the webhook has more than {maxBytes} bytes."), name);
            }

            content.Write(buffer, 0, count);
        }

        return content;
    }

    public static WebhookPayload Read(string body, string name)
    {
        var json = ReadObject(body, name);
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

    private static JObject ReadObject(string body, string name)
    {
        try
        {
            return JsonTokens.Parse(body) as JObject ?? throw new ArgumentException("The body of the webhook isn't a JSON object.", name);
        }
        catch (JsonException)
        {
            // The cause isn't included, since it quotes the payload.
            throw new ArgumentException("The body of the webhook isn't JSON.", name);
        }
    }

    private static string? TextOf(JToken? token) => token is JValue { Value: string text } ? text : null;
}
