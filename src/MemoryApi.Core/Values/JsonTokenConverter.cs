using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>
/// Lets System.Text.Json read and write the <see cref="JObject"/> of metadata and facts, and other tokens of Newtonsoft.Json, in types of your own. Without it,
/// System.Text.Json treats them as collections and writes empty arrays in place of their values. The models of this SDK don't need it.
/// </summary>
/// <remarks>
/// Add it to <see cref="JsonSerializerOptions.Converters"/>, or name it in a <see cref="JsonConverterAttribute"/> on a member. It works without reflection. A string
/// that looks like a date stays a string, and numbers keep their digits.
/// </remarks>
public sealed class JsonTokenConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(JToken).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        Require.NotNull(typeToConvert, nameof(typeToConvert));
        return typeToConvert == typeof(JObject) ? new Converter<JObject>("an object")
            : typeToConvert == typeof(JArray) ? new Converter<JArray>("an array")
            : typeToConvert == typeof(JValue) ? new Converter<JValue>("a single value")
            : typeToConvert == typeof(JContainer) ? new Converter<JContainer>("an object or array")
            : typeToConvert == typeof(JToken) ? new Converter<JToken>("a value")
            : throw new NotSupportedException($"A {typeToConvert.Name} isn't JSON by itself. Use a JObject, JArray, JValue or JToken.");
    }

    private sealed class Converter<T>(string expected) : JsonConverter<T>
        where T : JToken
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonScalars.Token.Read(ref reader, typeof(JToken), options) as T ?? throw new JsonException($"The JSON has another value where {expected} was expected.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonScalars.Token.Write(writer, value, options);
    }
}
