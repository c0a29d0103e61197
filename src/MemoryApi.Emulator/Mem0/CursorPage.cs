using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>
/// The requested page of a list with cursors, and the envelope of its response. A cursor is a position counted from the oldest item, so added items
/// do not move the later pages of a list that begins with the latest.
/// </summary>
internal readonly record struct CursorPage(int? Position, int Size)
{
    /// <summary>Reads the query. An invalid limit is ignored.</summary>
    /// <exception cref="RefusalException">The cursor is invalid.</exception>
    public static CursorPage From(EmulatorRequest request)
    {
        var isLimit = int.TryParse(request.Query.NonEmpty("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0;
        return new CursorPage(request.Query.NonEmpty("cursor") is { } cursor ? Read(cursor) : null, isLimit ? Math.Min(limit, 100) : 20);
    }

    /// <summary>A page of the items in the given order, oldest first.</summary>
    public JsonObject OldestFirst<T>(IReadOnlyCollection<T> items, Func<T, JsonNode?> toJson)
    {
        var begin = Math.Min(Position ?? 0, items.Count);
        var end = Math.Min(begin + Size, items.Count);
        return Envelope(items.Skip(begin).Take(end - begin).Select(toJson), end < items.Count ? end : null);
    }

    /// <summary>A page of the items in reverse order, latest first. They are given oldest first.</summary>
    public JsonObject LatestFirst<T>(IReadOnlyCollection<T> items, Func<T, JsonNode?> toJson)
    {
        var end = Math.Min(Position ?? items.Count, items.Count);
        var begin = Math.Max(end - Size, 0);
        return Envelope(items.Skip(begin).Take(end - begin).Reverse().Select(toJson), begin > 0 ? begin : null);
    }

    private static JsonObject Envelope(IEnumerable<JsonNode?> items, int? next) => new()
    {
        ["results"] = items.ToJsonArray(),
        ["next_cursor"] = next is { } position ? Convert.ToBase64String(Encoding.ASCII.GetBytes(position.ToString("D6", CultureInfo.InvariantCulture))) : null,
    };

    private static int Read(string cursor)
    {
        Span<byte> bytes = stackalloc byte[16];
        return Convert.TryFromBase64String(cursor, bytes, out var length) && Utf8Parser.TryParse(bytes[..length], out int position, out var read) && read == length && position >= 0
            ? position
            : throw Mem0Errors.Message(400, "Invalid cursor.");
    }
}
