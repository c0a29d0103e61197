using System;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemoryApi.UnitTests.Sizes;

/// <summary>Makes a response larger, until it has a size to the byte.</summary>
internal static class SizedBody
{
    private const string Blanks = "                \n\r\n\t\n";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON with one of its texts so long that all has so many bytes; unchanged when it has more already.</summary>
    public static string OfSize(string json, int size, bool isAscii)
    {
        if (JsonNode.Parse(json) is not { } root || root is JsonValue)
        {
            return json;
        }

        var text = TextOf(root);
        if (text is null)
        {
            (root as JsonObject ?? FirstObject(root))?.Add("new_in_2031", string.Empty);
            text = TextOf(root);
        }

        var missing = size - Encoding.UTF8.GetByteCount(Json(root));
        if (text is null || missing <= 0)
        {
            return Json(root);
        }

        text.ReplaceWith(JsonValue.Create(text.GetValue<string>() + Padding(missing, isAscii)));
        return Json(root);
    }

    /// <summary>The JSON with so many items in its first list of objects; null when it has none.</summary>
    public static string? OfCount(string json, int count)
    {
        var root = JsonNode.Parse(json);
        if (root is null || ListOf(root) is not { } list)
        {
            return null;
        }

        var items = list.Select(static item => item!.DeepClone()).ToList();
        list.Clear();
        for (var i = 0; i < count; i++)
        {
            list.Add(items[i % items.Count].DeepClone());
        }

        return Json(root);
    }

    public static string AfterBlanks(string json, int count) => string.Concat(Enumerable.Range(0, count).Select(static i => Blanks[i % Blanks.Length])) + json;

    private static string Padding(int bytes, bool isAscii)
    {
        var padding = new StringBuilder(bytes);
        for (var left = bytes; left > 0;)
        {
            var (next, length) = (isAscii ? 0 : padding.Length % 4) switch
            {
                1 when left >= 2 => ("ü", 2),
                2 when left >= 3 => ("語", 3),
                3 when left >= 4 => ("😀", 4),
                0 when left >= 2 && !isAscii => ("\n", 2),
                _ => (((char)('a' + (left % 26))).ToString(), 1),
            };
            padding.Append(next);
            left -= length;
        }

        return padding.ToString();
    }

    /// <summary>JSON with all characters as they are; the platform escapes those of two units.</summary>
    private static string Json(JsonNode node) => node.ToJsonString(Relaxed).Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal);

    /// <summary>A text that may be any, the last one in the JSON.</summary>
    private static JsonValue? TextOf(JsonNode? node) => node switch
    {
        JsonObject members => members.Reverse().Select(static member => TextOf(member.Value)).FirstOrDefault(static found => found is not null),
        JsonArray items => items.Reverse().Select(TextOf).FirstOrDefault(static found => found is not null),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value,
        _ => null,
    };

    private static JsonObject? FirstObject(JsonNode node) => node as JsonObject ?? (node as JsonArray)?.OfType<JsonObject>().FirstOrDefault();

    private static JsonArray? ListOf(JsonNode? node) => node switch
    {
        JsonArray items when items.Count > 0 && items.All(static item => item is JsonObject) => items,
        JsonObject members => members.Select(static member => ListOf(member.Value)).FirstOrDefault(static found => found is not null),
        _ => null,
    };
}
