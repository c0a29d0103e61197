using System;
using Newtonsoft.Json;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace MemoryApi.Core.Runtime;

/// <summary>Gives Newtonsoft's serializer the JSON of an <see cref="Optional{T}"/>: its value. The codecs of models don't need it.</summary>
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
        Require.NotNull(objectType, nameof(objectType));
        Require.NotNull(serializer, nameof(serializer));
        return Activator.CreateInstance(objectType, serializer.Deserialize(reader, objectType.GetGenericArguments()[0]));
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        Require.NotNull(serializer, nameof(serializer));
        var type = value?.GetType();
        var isSet = type?.GetProperty(nameof(Optional<int>.IsSet))!.GetValue(value) is true;
        serializer.Serialize(writer, isSet ? type!.GetProperty(nameof(Optional<int>.Value))!.GetValue(value) : null);
    }
}
