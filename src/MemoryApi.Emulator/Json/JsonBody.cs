using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MemoryApi.Emulator.Json;

/// <summary>Reads a JSON body strictly, and keeps every number's digits as sent.</summary>
internal static class JsonBody
{
    /// <exception cref="JsonException">
    /// The text is not JSON, names a member twice, or holds half of a surrogate pair.
    /// </exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        RefuseDuplicatesAndBrokenText(utf8.Span);

        // The document is never disposed, since stored values refer to it. It holds no unmanaged memory.
        return JsonDocument.Parse(utf8).RootElement;
    }

    private static void RefuseDuplicatesAndBrokenText(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var open = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        open.Push(new HashSet<string>(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.EndObject:
                        open.Pop();
                        break;
                    case JsonTokenType.PropertyName:
                        var name = reader.GetString()!;
                        if (!open.Peek().Add(name))
                        {
                            throw new JsonException($"The member '{name}' appears twice.");
                        }

                        break;
                    case JsonTokenType.String:
                        _ = reader.GetString();
                        break;
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text is not valid Unicode.", exception);
        }
    }
}
