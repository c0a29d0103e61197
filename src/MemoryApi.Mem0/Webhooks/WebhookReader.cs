using System;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Reads what the service posts.</summary>
internal static class WebhookReader
{
    private const string Parameter = "body";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(ReadOnlySpan<byte> utf8, string name)
    {
        try
        {
            // Some servers hand on a byte order mark, which isn't JSON.
            var text = Utf8.GetString(utf8.ToArray());
            return text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text;
        }
        catch (DecoderFallbackException failure)
        {
            throw new ArgumentException("The body of the webhook isn't UTF-8.", name, failure);
        }
    }

    public static WebhookPayload Read(string body)
    {
        var json = ReadObject(body);
        if (json["event_details"] is not JObject details || TextOf(details["event"]) is not { } eventName)
        {
            return new UnknownPayload(string.Empty, json);
        }

        return eventName switch
        {
            "ADD" or "UPDATE" or "DELETE" => new MemoryChangedPayload(
                eventName, TextOf(details["id"]), TextOf((details["data"] as JObject)?["memory"]), json),
            "CATEGORIZE" => new MemoryCategorizedPayload(
                eventName,
                TextOf(details["memory_id"]),
                (details["categories"] as JArray)?.Select(TextOf).OfType<string>().ToArray() ?? [],
                json),
            _ => new UnknownPayload(eventName, json),
        };
    }

    private static JObject ReadObject(string body)
    {
        try
        {
            using var text = new StringReader(body);
            using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
            var json = JToken.ReadFrom(reader) as JObject;
            return json is not null && !reader.Read()
                ? json
                : throw new ArgumentException("The body of the webhook isn't a JSON object.", Parameter);
        }
        catch (JsonException failure)
        {
            throw new ArgumentException("The body of the webhook isn't JSON.", Parameter, failure);
        }
    }

    private static string? TextOf(JToken? token) => token is JValue { Value: string text } ? text : null;
}
