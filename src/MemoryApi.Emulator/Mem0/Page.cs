using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The requested page of a list, and the envelope of its response.</summary>
internal readonly record struct Page(int Number, int Size)
{
    public int Skip => (int)Math.Min((long)(Number - 1) * Size, int.MaxValue);

    /// <summary>Reads the query, then the body. A size above the maximum is reduced to it; an invalid size is ignored.</summary>
    /// <exception cref="RefusalException">The page is not a whole number of at least 1. The response is 404 by default.</exception>
    public static Page From(
        EmulatorRequest request, string sizeName = "page_size", int size = 100, int maximum = 200, JsonElement? body = null, Func<RefusalException>? refusal = null)
    {
        var number = 1;
        if (Value(request, "page", body) is { } page && (!TryParse(page, out number) || number < 1))
        {
            throw (refusal ?? InvalidPage)();
        }

        if (Value(request, sizeName, body) is { } text && TryParse(text, out var asked) && asked > 0)
        {
            size = Math.Min(asked, maximum);
        }

        return new Page(number, size);
    }

    /// <exception cref="RefusalException">The page is after the last one.</exception>
    public JsonObject Envelope(EmulatorRequest request, int count, IEnumerable<JsonNode> items)
    {
        if (Number > 1 && Skip >= count)
        {
            throw InvalidPage();
        }

        return new JsonObject
        {
            ["count"] = count,
            ["next"] = Skip + Size < count ? Link(request, Number + 1) : null,
            ["previous"] = Number > 1 ? Link(request, Number - 1) : null,
            ["results"] = items.ToJsonArray(),
        };
    }

    private static RefusalException InvalidPage() => Mem0Errors.Detail(404, "Invalid page.");

    private static string? Value(EmulatorRequest request, string name, JsonElement? body) =>
        request.Query.NonEmpty(name) ?? body?.Member(name) switch
        {
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => null,
        };

    private static bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static string Link(EmulatorRequest request, int page)
    {
        var parameters = request.Query.All
            .Where(parameter => parameter.Key != "page")
            .Prepend(new KeyValuePair<string, string>("page", page.ToString(CultureInfo.InvariantCulture)))
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}");
        return $"{request.Origin}{request.Path}?{string.Join('&', parameters)}";
    }
}
