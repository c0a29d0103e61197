using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace MemoryApi.Core.Runtime;

/// <summary>Lets System.Text.Json read and write an <see cref="Optional{T}"/> as its value. The codecs of models don't need this.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OptionalConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsGenericType: true } && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    /// <inheritdoc/>
#if NET
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The type of the value is known to the serializer that asks for its converter.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The constructor of the converter is kept by the call below that makes one.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Native code for a struct exists where the program has an Optional of it and the converter is generic over it alone.")]
#endif
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OptionalConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class OptionalConverter<T> : JsonConverter<Optional<T?>>
    {
        public override bool HandleNull => true;

        // Where null is no value, it says that none is set, as it does when it is written.
        public override Optional<T?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null && default(T) is not null
                ? default
                : new((T?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(T))));

        public override void Write(Utf8JsonWriter writer, Optional<T?> value, JsonSerializerOptions options)
        {
            if (value.IsSet)
            {
                JsonSerializer.Serialize(writer, value.Value, options.GetTypeInfo(typeof(T)));
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
