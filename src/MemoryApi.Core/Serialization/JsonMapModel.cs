using System.Collections.Generic;
using System.ComponentModel;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a JSON object with arbitrary names whose values have a model.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonMapModel<T> : JsonModel<IReadOnlyDictionary<string, T>>
{
    private readonly JsonModel<T> _value;

    // Where a value may be any, null is one.
    private readonly bool _isNullAValue;

    /// <summary>A map to what <paramref name="value"/> reads and writes.</summary>
    /// <param name="value">Model of the values.</param>
    public JsonMapModel(JsonModel<T> value)
    {
        _value = value;
        _isNullAValue = typeof(T) == typeof(JToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, T> Read(JsonReader reader)
    {
        JsonRead.StartObject(reader);
        var map = new Dictionary<string, T>(System.StringComparer.Ordinal);
        while (JsonRead.NextMember(reader, out var name))
        {
            if (_isNullAValue || reader.TokenType != JsonToken.Null)
            {
                map[name] = _value.Read(reader);
            }
        }

        return map;
    }

    /// <inheritdoc/>
    public override void Write(JsonWriter writer, IReadOnlyDictionary<string, T> value)
    {
        writer.WriteStartObject();
        foreach (var entry in value)
        {
            writer.WritePropertyName(entry.Key);
            _value.Write(writer, entry.Value);
        }

        writer.WriteEndObject();
    }
}
