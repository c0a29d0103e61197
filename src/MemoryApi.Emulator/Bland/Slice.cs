using System;
using System.Globalization;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator.Bland;

/// <summary>The requested part of a list.</summary>
internal readonly record struct Slice(int Limit, int Offset)
{
    /// <summary>Reads the query. A limit above the maximum is reduced to it.</summary>
    /// <exception cref="RefusalException">Limit or offset is not a whole number, or the limit is 0.</exception>
    public static Slice From(EmulatorRequest request, int maximum)
    {
        var limit = Number(request, "limit", 50);
        return limit > 0
            ? new Slice(Math.Min(limit, maximum), Number(request, "offset", 0))
            : throw BlandEnvelope.BadRequest("limit must be a positive integer");
    }

    public JsonObject ToJson(int total, int count) => new()
    {
        ["total"] = total,
        ["limit"] = Limit,
        ["offset"] = Offset,
        ["has_more"] = Offset + count < total,
    };

    private static int Number(EmulatorRequest request, string name, int fallback) =>
        request.Query.NonEmpty(name) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw BlandEnvelope.BadRequest($"{name} must be a non-negative integer");
}
