using Newtonsoft.Json;
using JsonException = System.Text.Json.JsonException;

namespace MemoryApi.Core.Runtime;

/// <summary>Copies a value from a reader of Newtonsoft.Json.</summary>
internal static class NewtonsoftTokens
{
    /// <summary>Copies the value that begins here; the reader is left on its last token.</summary>
    public static void Copy(JsonReader reader, JsonOutput output)
    {
        var dates = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            var depth = 0;
            do
            {
                depth += CopyToken(reader, output);
            }
            while (depth > 0 && (reader.Read() ? true : throw new JsonException("The JSON ends in the middle of a value.")));
        }
        finally
        {
            reader.DateParseHandling = dates;
        }
    }

    /// <summary>Copies a token and returns by how much it changes the depth.</summary>
    private static int CopyToken(JsonReader reader, JsonOutput output)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                output.StartObject();
                return 1;
            case JsonToken.EndObject:
                output.EndObject();
                return -1;
            case JsonToken.StartArray:
                output.StartArray();
                return 1;
            case JsonToken.EndArray:
                output.EndArray();
                return -1;
            case JsonToken.PropertyName:
                output.Name((string)reader.Value!);
                return 0;
            case JsonToken.Comment:
                throw new JsonException("The JSON has a comment, which JSON doesn't allow.");
            case JsonToken.Undefined or JsonToken.StartConstructor or JsonToken.Raw:
                throw new JsonException($"The JSON has a token of the type {reader.TokenType}, which JSON doesn't have.");
            default:
                output.Scalar(reader.Value);
                return 0;
        }
    }
}
