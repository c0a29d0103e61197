using System;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace MemoryApi.Core.Runtime;

/// <summary>Lets Newtonsoft's serializer read and write an <see cref="Optional{T}"/> as its value. The codecs of models don't need this.</summary>
/// <remarks>
/// A text that looks like a date keeps its point in time, but not always its format, since Newtonsoft's reader parses it before it calls a converter. With
/// <c>DateParseHandling.None</c>, the text stays unchanged.
/// </remarks>
#if NET
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Reason)]
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = Reason)]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = Reason)]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = Reason)]
#endif
internal sealed class NewtonsoftOptionalConverter : JsonConverter
{
    private const string Reason = "Newtonsoft's serializer works by reflection, and its callers have been warned.";

    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) =>
        objectType is { IsGenericType: true } && objectType.GetGenericTypeDefinition() == typeof(Optional<>);

    /// <inheritdoc/>
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        var type = objectType.GetGenericArguments()[0];

        return reader.TokenType switch
        {
            // If null isn't a valid value, it means that none is set, as in writing.
            JsonToken.Null when type.IsValueType && Nullable.GetUnderlyingType(type) is null => Activator.CreateInstance(objectType),

            // The reader has parsed the text as a date. Converted back to text, it would have the format of the current culture.
            JsonToken.Date when type == typeof(string) => Activator.CreateInstance(objectType, new JValue(reader.Value).ToString(Formatting.None).Trim('"')),
            _ => Activator.CreateInstance(objectType, serializer.Deserialize(reader, type)),
        };
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        var type = value?.GetType();
        var isSet = type?.GetProperty(nameof(Optional<int>.IsSet))!.GetValue(value) is true;
        serializer.Serialize(writer, isSet ? type!.GetProperty(nameof(Optional<int>.Value))!.GetValue(value) : null);
    }
}
