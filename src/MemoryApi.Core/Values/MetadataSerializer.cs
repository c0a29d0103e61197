using System;
using System.Text.Json.Nodes;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using JsonDocument = System.Text.Json.JsonDocument;
using JsonElement = System.Text.Json.JsonElement;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace MemoryApi.Core;

/// <summary>The serializer that makes metadata of a user's own types.</summary>
internal static class MetadataSerializer
{
    // Not CreateDefault: settings that a program made for other data must not change its metadata.
#if NET
    [RequiresUnreferencedCode("Newtonsoft.Json finds the members of a type by reflection.")]
    [RequiresDynamicCode("Newtonsoft.Json makes code for a type at run time.")]
#endif
    public static JsonSerializer Create(PlainValues values) => JsonSerializer.Create(new JsonSerializerSettings
    {
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        // Otherwise a member that is called $id or $ref would be lost.
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
        MaxDepth = null,
        Converters = { new OtherJson(values) },
    });

    /// <summary>Writes <c>JsonElement</c>, <c>JsonNode</c> and <c>JsonDocument</c> by their JSON content.</summary>
    private sealed class OtherJson(PlainValues values) : JsonConverter
    {
        public override bool CanRead => false;

        public override bool CanConvert(Type objectType) =>
            objectType == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(objectType) || objectType == typeof(JsonDocument);

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => values.ToToken(value).WriteTo(writer);

        public override object ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => throw new NotSupportedException();
    }
}
